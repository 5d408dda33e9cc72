// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import dev.nin.model.Input;
import java.util.List;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Operand;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.MapDefun;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.image.DecodeImage;
import org.tensorflow.op.image.ScaleAndTranslate;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/**
 * Emits the way from a batch of image files, each of a size of its own, to a model's input: a function mapped over the
 * batch, since TensorFlow decodes one image at a time.
 */
final class EncodedImages {
    private static final int GREY = 1;
    private static final int COLOUR = 3;

    private EncodedImages() {}

    /** Whether image files can be turned into the model's input. */
    static boolean fit(Input input) {
        return input.pixels() == Input.Pixels.UINT8 && (input.channels() == GREY || input.channels() == COLOUR);
    }

    /**
     * Adds the operations.
     *
     * @param files PNG or JPEG files, (batch)
     * @return (batch, height, width, channels) as the input takes them
     */
    static Operand<TUint8> emit(Ops tf, Operand<TString> files, Input input) {
        Shape shape = Shape.of(input.height(), input.width(), input.channels());
        try (ConcreteFunction decode = ConcreteFunction.create(function -> decode(function, input))) {
            MapDefun mapped = tf.mapDefun(List.of(files), List.of(), List.of(TUint8.class), List.of(shape), decode);
            @SuppressWarnings("unchecked") // The output's type is asked for in the line above.
            Operand<TUint8> images = (Operand<TUint8>) mapped.output().get(0);
            return images;
        }
    }

    private static Signature decode(Ops tf, Input input) {
        Placeholder<TString> file = tf.withName("file").placeholder(TString.class, Placeholder.shape(Shape.scalar()));
        // Always as colour, since TensorFlow's own greys differ between PNG and JPEG.
        Operand<TUint8> stored = tf.image.decodeImage(
                file, TUint8.class, DecodeImage.channels((long) COLOUR), DecodeImage.expandAnimations(false));
        Operand<TFloat32> colour = resize(tf, stored, input);
        Operand<TFloat32> values = input.channels() == GREY ? luma(tf, colour) : rounded(tf, colour);
        Operand<TFloat32> within = tf.clipByValue(values, tf.constant(0f), tf.constant(255f));
        Operand<TUint8> image = tf.withName("image").dtypes.cast(within, TUint8.class);
        return Signature.builder()
                .key("decode_image")
                .input("file", file)
                .output("image", image)
                .build();
    }

    /**
     * Bilinear with half-pixel centres, averaging over what a pixel covers when it shrinks. An image that has the size
     * already is not changed.
     */
    private static Operand<TFloat32> resize(Ops tf, Operand<TUint8> image, Input input) {
        Operand<TInt32> wanted = tf.constant(new int[] {input.height(), input.width()});
        Operand<TInt32> found = tf.slice(tf.shape(image), tf.constant(new int[] {0}), tf.constant(new int[] {2}));
        Operand<TFloat32> scale =
                tf.math.div(tf.dtypes.cast(wanted, TFloat32.class), tf.dtypes.cast(found, TFloat32.class));
        Operand<TFloat32> resized = tf.image.scaleAndTranslate(
                tf.expandDims(image, tf.constant(0)),
                wanted,
                scale,
                tf.constant(new float[] {0, 0}),
                ScaleAndTranslate.kernelType("triangle"),
                ScaleAndTranslate.antialias(true));
        return tf.reshape(resized, tf.constant(new int[] {input.height(), input.width(), COLOUR}));
    }

    /**
     * ITU-R BT.601 in thousandths, rounded half up: for whole numbers exact in float32, and the grey of ImagePixels.
     */
    private static Operand<TFloat32> luma(Ops tf, Operand<TFloat32> colour) {
        Operand<TFloat32> weighted = tf.math.mul(colour, tf.constant(new float[] {299, 587, 114}));
        Operand<TFloat32> sum = tf.reduceSum(weighted, tf.constant(2), ReduceSum.keepDims(true));
        return tf.math.floor(tf.math.div(tf.math.add(sum, tf.constant(500f)), tf.constant(1000f)));
    }

    private static Operand<TFloat32> rounded(Ops tf, Operand<TFloat32> values) {
        return tf.math.floor(tf.math.add(values, tf.constant(0.5f)));
    }
}
