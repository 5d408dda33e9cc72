// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.image;

import dev.nin.model.Fit;
import dev.nin.model.Input;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.op.image.ResizeBilinear;
import org.tensorflow.op.image.ScaleAndTranslate;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;

/** Emits the operations that fit a decoded image to the size and channels of a model's input. */
final class Fitting {
    private static final int GRAY = 1;
    private static final int COLOR = 3;

    private final Ops tf;

    Fitting(Ops tf) {
        this.tf = tf;
    }

    /**
     * Adds the operations. An image that already has the size keeps its values.
     *
     * @param image uint8 (height, width, 3) of any size
     * @return uint8 (height, width, channels) in the input's shape
     */
    Operand<TUint8> emit(Operand<TUint8> image, Input input) {
        return channels(resized(image, input), input.channels());
    }

    /** Resizes bilinearly with half-pixel centers; when shrinking, averages over the area that a pixel covers. */
    private Operand<TFloat32> resized(Operand<TUint8> image, Input input) {
        Operand<TFloat32> found = tf.dtypes.cast(tf.shape(image), TFloat32.class);
        Operand<TFloat32> rows = tf.math.div(tf.constant((float) input.height()), scalar(found, 0));
        Operand<TFloat32> columns = tf.math.div(tf.constant((float) input.width()), scalar(found, 1));
        Fit fit = input.fit();
        if (fit.way() != Fit.Way.STRETCH) {
            Operand<TFloat32> both =
                    fit.way() == Fit.Way.CROP ? tf.math.maximum(rows, columns) : tf.math.minimum(rows, columns);
            both = fit.share() == 1 ? both : tf.math.div(both, tf.constant(fit.share()));
            rows = both;
            columns = both;
        }
        Operand<TFloat32> low = resizedRows(image, input.height(), rows);
        Operand<TFloat32> turned = resizedRows(exchanged(low), input.width(), columns);
        return exchanged(turned);
    }

    /**
     * Resizes only the height, relative to the middle. A row is passed as one pixel with many channels, since the
     * operation is several times faster along channels than along pixels.
     */
    private Operand<TFloat32> resizedRows(Operand<? extends TNumber> image, int rows, Operand<TFloat32> scale) {
        Operand<TInt32> shape = tf.shape(image);
        Operand<TInt32> before = tf.slice(shape, tf.constant(new int[] {0}), tf.constant(new int[] {1}));
        Operand<TInt32> width = tf.slice(shape, tf.constant(new int[] {1}), tf.constant(new int[] {1}));
        Operand<TInt32> flat =
                tf.concat(List.of(tf.constant(new int[] {1}), before, tf.constant(new int[] {1, -1})), tf.constant(0));
        Operand<TFloat32> covered = tf.math.mul(tf.dtypes.cast(before, TFloat32.class), scale);
        Operand<TFloat32> offset =
                tf.math.mul(tf.math.sub(tf.constant(new float[] {rows}), covered), tf.constant(0.5f));
        Operand<TFloat32> resized = tf.image.scaleAndTranslate(
                tf.reshape(image, flat),
                tf.constant(new int[] {rows, 1}),
                tf.stack(List.of(scale, tf.constant(1f))),
                tf.concat(List.of(offset, tf.constant(new float[] {0})), tf.constant(0)),
                ScaleAndTranslate.kernelType("triangle"),
                ScaleAndTranslate.antialias(true));
        return tf.reshape(
                resized,
                tf.concat(
                        List.of(tf.constant(new int[] {rows}), width, tf.constant(new int[] {COLOR})), tf.constant(0)));
    }

    /** Transposes rows and columns. */
    private Operand<TFloat32> exchanged(Operand<TFloat32> image) {
        return tf.linalg.transpose(image, tf.constant(new int[] {1, 0, 2}));
    }

    private Operand<TFloat32> scalar(Operand<TFloat32> values, int place) {
        return tf.squeeze(tf.slice(values, tf.constant(new int[] {place}), tf.constant(new int[] {1})));
    }

    /** Resizes bilinearly with half-pixel centers, for images less than twice as large as wanted. */
    Operand<TFloat32> resizedSlightly(Operand<TUint8> image, Operand<TInt32> wanted) {
        Operand<TFloat32> resized = tf.image.resizeBilinear(
                tf.expandDims(image, tf.constant(0)), wanted, ResizeBilinear.halfPixelCenters(true));
        return tf.squeeze(resized, Squeeze.axis(List.of(0L)));
    }

    /** Emits rounded colors, or their luma. Values are means of pixels, so they need no clipping. */
    Operand<TUint8> channels(Operand<TFloat32> color, int channels) {
        Operand<TFloat32> values = channels == GRAY ? luma(color) : tf.math.add(color, tf.constant(0.5f));
        return tf.dtypes.cast(values, TUint8.class);
    }

    /**
     * Emits ITU-R BT.601 luma plus one half, to be rounded down; weights in thousandths keep integers exact in float32.
     */
    private Operand<TFloat32> luma(Operand<TFloat32> color) {
        Operand<TFloat32> weighted = tf.math.mul(color, tf.constant(new float[] {299, 587, 114}));
        Operand<TFloat32> sum = tf.reduceSum(weighted, tf.constant(2), ReduceSum.keepDims(true));
        return tf.math.div(tf.math.add(sum, tf.constant(500f)), tf.constant(1000f));
    }
}
