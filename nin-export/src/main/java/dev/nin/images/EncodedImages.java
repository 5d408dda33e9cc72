// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.images;

import dev.nin.graph.SubScope;
import dev.nin.image.ImageOperations;
import dev.nin.model.Input;
import java.util.List;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Operand;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.MapDefun;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/**
 * Emits the decoding of a batch of image files of any sizes into a model's input. It maps a function over the batch,
 * since TensorFlow decodes one image at a time.
 */
public final class EncodedImages {
    private EncodedImages() {}

    /**
     * Adds the operations.
     *
     * @param files JPEG, PNG or BMP files, (batch)
     * @return (batch, height, width, channels) in the input's shape
     */
    public static Operand<TUint8> emit(Ops tf, Operand<TString> files, Input input) {
        Shape shape = Shape.of(input.height(), input.width(), input.channels());
        try (ConcreteFunction decode = ConcreteFunction.create(function -> decode(SubScope.of(function), input))) {
            MapDefun mapped = tf.mapDefun(List.of(files), List.of(), List.of(TUint8.class), List.of(shape), decode);
            @SuppressWarnings("unchecked") // The output's type is given in the line above.
            Operand<TUint8> images = (Operand<TUint8>) mapped.output().get(0);
            return images;
        }
    }

    private static Signature decode(Ops tf, Input input) {
        Placeholder<TString> file = tf.withName("file").placeholder(TString.class, Placeholder.shape(Shape.scalar()));
        Operand<TUint8> image = tf.withName("image").identity(ImageOperations.emit(tf, file, input));
        return Signature.builder()
                .key("decode_image")
                .input("file", file)
                .output("image", image)
                .build();
    }
}
