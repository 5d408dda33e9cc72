// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.image;

import dev.nin.model.Input;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/** Emits the way from an image file of any size to a model's input; the package says by what rules. */
public final class ImageOperations {
    private static final int GREY = 1;

    private ImageOperations() {}

    /**
     * Whether image files can become a model's input.
     *
     * @param input the input
     * @return true for uint8 of 1 or 3 channels
     */
    public static boolean fit(Input input) {
        return input.pixels() == Input.Pixels.UINT8 && (input.channels() == GREY || input.channels() == Decoding.COLOR);
    }

    /**
     * Adds the operations, which fail for a file that is no image.
     *
     * @param tf where to
     * @param file a JPEG, PNG or BMP file, a scalar
     * @param input what the image is fitted into
     * @return uint8 (height, width, channels) as the input takes it
     */
    public static Operand<TUint8> emit(Ops tf, Operand<TString> file, Input input) {
        Operand<TUint8> image = new Decoding(tf).emit(file, input.height(), input.width());
        return new Fitting(tf).emit(image, input);
    }
}
