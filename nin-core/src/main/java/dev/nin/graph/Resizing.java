// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import dev.nin.model.Interpolation;
import dev.nin.model.Size;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.image.ResizeBicubic;
import org.tensorflow.op.image.ResizeBilinear;
import org.tensorflow.op.image.ResizeNearestNeighbor;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Emits a change of a feature map's size, always with half-pixel centres. */
final class Resizing {
    private Resizing() {}

    static Operand<TFloat32> emit(Ops tf, Operand<TFloat32> map, Size to, Interpolation interpolation) {
        Operand<TInt32> size = tf.constant(new int[] {to.height(), to.width()});
        return switch (interpolation) {
            case BILINEAR -> tf.image.resizeBilinear(map, size, ResizeBilinear.halfPixelCenters(true));
            case NEAREST -> tf.image.resizeNearestNeighbor(map, size, ResizeNearestNeighbor.halfPixelCenters(true));
            case BICUBIC -> tf.image.resizeBicubic(map, size, ResizeBicubic.halfPixelCenters(true));
            case AREA -> tf.image.resizeArea(map, size);
        };
    }
}
