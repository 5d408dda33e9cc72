// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.image;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.image.DecodeAndCropJpeg;
import org.tensorflow.op.image.DecodeBmp;
import org.tensorflow.op.image.DecodeJpeg;
import org.tensorflow.op.image.DecodePng;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/**
 * Emits the operations that decode one image file into color pixels and apply its orientation. Only the branch of the
 * file's format runs.
 */
final class Decoding {
    static final int COLOR = 3;
    /** The minimum ratio of a decoded image's size to the needed size, so that shrinking still averages. */
    static final int MARGIN = 2;

    static final int MOST_RATIO = 8;
    /** Decodes the same values as Pillow, unlike the default. */
    static final String EXACT = "INTEGER_ACCURATE";

    private final Ops tf;
    private final OrientationOperations orientations;

    Decoding(Ops tf) {
        this.tf = tf;
        orientations = new OrientationOperations(tf);
    }

    /**
     * Adds the operations that decode an image.
     *
     * @param file the file's bytes, a scalar
     * @param height the needed rows of pixels
     * @param width the needed columns of pixels
     * @return uint8 (height, width, 3) in the stored size, or smaller if that suffices
     */
    Operand<TUint8> emit(Operand<TString> file, int height, int width) {
        return Branches.either(
                tf,
                file,
                startsWith(file, 0xff, 0xd8),
                jpeg -> jpeg(jpeg, height, width),
                other -> Branches.either(tf, other, startsWith(other, 0x89, 'P'), this::png, this::bmp));
    }

    /**
     * Adds the operations that decode a window of an image as stored, without applying its orientation.
     *
     * @param file the file's bytes, a scalar
     * @param ratio a scalar: the downscaling ratio of a JPEG, 8, 4, 2 or 1; 0 for a file of another format
     * @param window (top, left, height, width) in decoded pixels
     * @return uint8 (height, width, 3)
     */
    Operand<TUint8> window(Operand<TString> file, Operand<TInt32> ratio, Operand<TInt32> window) {
        return Branches.either(
                tf,
                file,
                tf.math.greater(ratio, tf.constant(0)),
                jpeg -> window(jpeg, ratio, window, MOST_RATIO),
                other -> slice(Branches.either(tf, other, startsWith(other, 0x89, 'P'), this::png, this::bmp), window));
    }

    private Operand<TUint8> window(Operand<TString> file, Operand<TInt32> ratio, Operand<TInt32> window, int most) {
        if (most == 1) {
            return cropped(file, window, most);
        }
        return Branches.either(
                tf,
                file,
                tf.math.equal(ratio, tf.constant(most)),
                large -> cropped(large, window, most),
                small -> window(small, ratio, window, most / 2));
    }

    /** Emits a window of a JPEG, in the pixels of the image downscaled by the ratio. */
    Operand<TUint8> cropped(Operand<TString> file, Operand<TInt32> window, int ratio) {
        return tf.image.decodeAndCropJpeg(
                file,
                window,
                DecodeAndCropJpeg.channels((long) COLOR),
                DecodeAndCropJpeg.ratio((long) ratio),
                DecodeAndCropJpeg.dctMethod(EXACT));
    }

    private Operand<TUint8> slice(Operand<TUint8> image, Operand<TInt32> window) {
        Operand<TInt32> two = tf.constant(new int[] {2});
        Operand<TInt32> from = tf.slice(window, tf.constant(new int[] {0}), two);
        Operand<TInt32> size = tf.slice(window, two, two);
        return tf.slice(
                image,
                tf.concat(List.of(from, tf.constant(new int[] {0})), tf.constant(0)),
                tf.concat(List.of(size, tf.constant(new int[] {COLOR})), tf.constant(0)));
    }

    private Operand<TUint8> jpeg(Operand<TString> file, int height, int width) {
        Operand<TInt32> orientation = orientations.of(file);
        Operand<TInt32> stored =
                tf.slice(tf.image.extractJpegShape(file), tf.constant(new int[] {0}), tf.constant(new int[] {2}));
        Operand<TInt32> turned =
                tf.select(orientations.isTurned(orientation), tf.reverse(stored, tf.constant(new int[] {0})), stored);
        Operand<TUint8> image = jpeg(file, turned, new int[] {height, width}, MOST_RATIO);
        return orientations.turned(image, orientation);
    }

    /** Emits the image downscaled by the ratio if that is large enough, else by the next smaller ratio. */
    private Operand<TUint8> jpeg(Operand<TString> file, Operand<TInt32> size, int[] needed, int ratio) {
        if (ratio == 1) {
            return decoded(file, ratio);
        }
        // A side of n pixels decodes to n / ratio pixels, rounded up.
        int[] least = {(MARGIN * needed[0] - 1) * ratio + 1, (MARGIN * needed[1] - 1) * ratio + 1};
        Operand<TBool> suffices = tf.reduceAll(tf.math.greaterEqual(size, tf.constant(least)), tf.constant(0));
        // A condition within a branch must read a value of that branch: converters to other formats require it.
        Operand<TInt32> smallSize = tf.switchCond(size, suffices).outputFalse();
        return Branches.either(
                tf, file, suffices, large -> decoded(large, ratio), small -> jpeg(small, smallSize, needed, ratio / 2));
    }

    private Operand<TUint8> decoded(Operand<TString> file, int ratio) {
        return tf.image.decodeJpeg(
                file, DecodeJpeg.channels((long) COLOR), DecodeJpeg.ratio((long) ratio), DecodeJpeg.dctMethod(EXACT));
    }

    private Operand<TUint8> png(Operand<TString> file) {
        return tf.image.decodePng(file, TUint8.class, DecodePng.channels((long) COLOR));
    }

    /** Decodes a bitmap; fails for any other file. */
    private Operand<TUint8> bmp(Operand<TString> file) {
        return tf.slice(
                tf.image.decodeBmp(file, DecodeBmp.channels(0L)),
                tf.constant(new int[] {0, 0, 0}),
                tf.constant(new int[] {-1, -1, COLOR}));
    }

    private Operand<TBool> startsWith(Operand<TString> file, int first, int second) {
        Operand<TString> head = tf.strings.substr(file, tf.constant(0), tf.constant(2));
        Operand<TInt32> bytes = tf.dtypes.cast(tf.io.decodeRaw(head, TUint8.class), TInt32.class);
        Operand<TInt32> padded = tf.concat(List.of(bytes, tf.constant(new int[] {0, 0})), tf.constant(0));
        Operand<TInt32> two = tf.slice(padded, tf.constant(new int[] {0}), tf.constant(new int[] {2}));
        return tf.reduceAll(tf.math.equal(two, tf.constant(new int[] {first, second})), tf.constant(0));
    }
}
