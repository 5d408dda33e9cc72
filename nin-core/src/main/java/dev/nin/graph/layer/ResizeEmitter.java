// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph.layer;

import dev.nin.model.Interpolation;
import dev.nin.model.PixelShuffle;
import dev.nin.model.Shape;
import dev.nin.model.Size;
import dev.nin.model.UpSampling2d;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.image.ResizeBicubic;
import org.tensorflow.op.image.ResizeBilinear;
import org.tensorflow.op.image.ResizeNearestNeighbor;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Emits the resizing of feature maps; interpolation always uses half-pixel centers. */
final class ResizeEmitter {
    private ResizeEmitter() {}

    static Operand<TFloat32> emit(Ops tf, UpSampling2d layer, Operand<TFloat32> map) {
        Shape output = layer.outputShape(List.of(Shapes.of(map)));
        return emit(tf, map, new Size(output.height(), output.width()), layer.interpolation());
    }

    /** Emits a pixel shuffle as a transposition, since DepthToSpace orders channels differently from PyTorch. */
    static Operand<TFloat32> emit(Ops tf, PixelShuffle layer, Operand<TFloat32> map) {
        Shape in = Shapes.of(map);
        Shape out = layer.outputShape(List.of(in));
        int factor = layer.factor();
        int[] parts = {-1, in.height(), in.width(), out.channels(), factor, factor};
        Operand<TFloat32> blocks = tf.reshape(map, tf.constant(parts));
        Operand<TFloat32> rows = tf.linalg.transpose(blocks, tf.constant(new int[] {0, 1, 4, 2, 5, 3}));
        return tf.reshape(rows, tf.constant(new int[] {-1, out.height(), out.width(), out.channels()}));
    }

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
