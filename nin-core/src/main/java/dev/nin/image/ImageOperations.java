// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.image;

import dev.nin.model.Input;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/** Emits the operations from an image file of any size to a model's input; the package describes the rules. */
public final class ImageOperations {
    private static final int GRAY = 1;

    private ImageOperations() {}

    /**
     * Returns whether image files can be fitted to a model's input.
     *
     * @param input the input
     * @return true for uint8 of 1 or 3 channels
     */
    public static boolean fit(Input input) {
        return input.pixels() == Input.Pixels.UINT8 && (input.channels() == GRAY || input.channels() == Decoding.COLOR);
    }

    /**
     * Adds the operations, which fail for a file that is not an image.
     *
     * @param tf where to add the operations
     * @param file a JPEG, PNG or BMP file, a scalar
     * @param input the input that the image is fitted to
     * @return uint8 (height, width, channels) in the input's shape
     */
    public static Operand<TUint8> emit(Ops tf, Operand<TString> file, Input input) {
        Operand<TUint8> image = new Decoding(tf).emit(file, input.height(), input.width());
        return new Fitting(tf).emit(image, input);
    }
}
