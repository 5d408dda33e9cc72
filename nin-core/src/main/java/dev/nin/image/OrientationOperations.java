// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.image;

import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/**
 * Emits the operations that find the {@link Orientation} of a JPEG file and apply it to an image. They have no loops:
 * all segments and all entries are examined in parallel.
 */
final class OrientationOperations {
    /** An offset greater than any in a file. */
    private static final int NOWHERE = 1 << 24;

    private final Ops tf;

    OrientationOperations(Ops tf) {
        this.tf = tf;
    }

    /** Emits the orientation of a JPEG file, a scalar from 1 to 8. */
    Operand<TInt32> of(Operand<TString> jpeg) {
        Operand<TString> head = tf.strings.substr(jpeg, tf.constant(0), tf.constant(Orientation.SEARCHED));
        Operand<TUint8> stored = tf.reshape(tf.io.decodeRaw(head, TUint8.class), tf.constant(new int[] {-1}));
        // Offsets after the last byte read this 0.
        Operand<TUint8> bytes = tf.concat(List.of(stored, bytes(0)), tf.constant(0));
        Operand<TInt32> segment = exifSegment(bytes);
        return Branches.either(
                tf,
                segment,
                tf.math.less(segment, tf.constant(NOWHERE)),
                place -> new Tiff(bytes, plus(place, Orientation.TO_TIFF)).orientation(),
                nowhere -> tf.math.sub(nowhere, tf.constant(NOWHERE - Orientation.NONE)));
    }

    /** Emits an image (height, width, channels) with its orientation applied. */
    Operand<TUint8> turned(Operand<TUint8> image, Operand<TInt32> orientation) {
        return Branches.either(
                tf,
                image,
                tf.math.equal(orientation, tf.constant(Orientation.NONE)),
                upright -> upright,
                other -> turnedIndeed(other, orientation));
    }

    private Operand<TUint8> turnedIndeed(Operand<TUint8> image, Operand<TInt32> orientation) {
        Operand<TInt32> order =
                tf.select(isTurned(orientation), tf.constant(new int[] {1, 0, 2}), tf.constant(new int[] {0, 1, 2}));
        Operand<TBool> mirrored = tf.stack(List.of(isOneOf(orientation, 3, 4, 7, 8), isOneOf(orientation, 2, 3, 6, 7)));
        Operand<TInt64> axes = tf.reshape(tf.where(mirrored), tf.constant(new int[] {-1}));
        return tf.reverse(tf.linalg.transpose(image, order), axes);
    }

    Operand<TBool> isTurned(Operand<TInt32> orientation) {
        return tf.math.greaterEqual(orientation, tf.constant(Orientation.FIRST_TURNED));
    }

    private Operand<TBool> isOneOf(Operand<TInt32> orientation, int... wanted) {
        return tf.reduceAny(tf.math.equal(orientation, tf.constant(wanted)), tf.constant(0));
    }

    /** Emits the offset of the first EXIF segment. */
    private Operand<TInt32> exifSegment(Operand<TUint8> bytes) {
        Operand<TInt32> length = tf.math.sub(tf.shape.size(tf.shape(bytes)), tf.constant(1));
        Operand<TBool> marked = tf.math.logicalAnd(
                tf.math.equal(part(bytes, 0, length), bytes(0xff)), tf.math.equal(part(bytes, 1, length), bytes(0xe1)));
        Operand<TInt32> places =
                tf.dtypes.cast(tf.reshape(tf.where(marked), tf.constant(new int[] {-1})), TInt32.class);
        int[] name = Orientation.NAME.chars().toArray();
        int[] steps = IntStream.range(0, name.length)
                .map(place -> Orientation.TO_NAME + place)
                .toArray();
        Operand<TInt32> names = tf.math.add(tf.expandDims(places, tf.constant(1)), tf.constant(steps));
        Operand<TBool> named = tf.reduceAll(tf.math.equal(at(bytes, names), tf.constant(name)), tf.constant(1));
        return first(named, places);
    }

    /** Emits the smallest marked offset. */
    private Operand<TInt32> first(Operand<TBool> marks, Operand<TInt32> places) {
        Operand<TInt32> marked = tf.select(marks, places, tf.constant(NOWHERE));
        Operand<TInt32> all = tf.concat(List.of(marked, tf.constant(new int[] {NOWHERE})), tf.constant(0));
        return tf.reduceMin(all, tf.constant(0));
    }

    private Operand<TUint8> part(Operand<TUint8> bytes, int from, Operand<TInt32> length) {
        return tf.slice(bytes, tf.constant(new int[] {from}), tf.expandDims(length, tf.constant(0)));
    }

    private Operand<TUint8> bytes(int value) {
        return tf.dtypes.cast(tf.constant(new int[] {value}), TUint8.class);
    }

    /** Emits the bytes at offsets of any shape; 0 after the end. */
    private Operand<TInt32> at(Operand<TUint8> bytes, Operand<TInt32> places) {
        Operand<TInt32> last = tf.math.sub(tf.shape.size(tf.shape(bytes)), tf.constant(1));
        return tf.dtypes.cast(tf.gather(bytes, tf.math.minimum(places, last), tf.constant(0)), TInt32.class);
    }

    private Operand<TInt32> plus(Operand<TInt32> place, int step) {
        return tf.math.add(place, tf.constant(step));
    }

    /** The TIFF structure of EXIF, which starts at an offset of the bytes. */
    private final class Tiff {
        private final Operand<TUint8> bytes;
        private final Operand<TInt32> start;
        private final Operand<TBool> isLittle;

        Tiff(Operand<TUint8> bytes, Operand<TInt32> start) {
            this.bytes = bytes;
            this.start = start;
            isLittle = is('I');
        }

        /** Emits the orientation from 1 to 8; 1 if there is none. */
        Operand<TInt32> orientation() {
            Operand<TBool> isValid = tf.math.logicalAnd(
                    tf.math.logicalOr(isLittle, is('M')), tf.math.equal(number(tf.constant(2)), tf.constant(42)));
            Operand<TInt32> high = number(tf.select(isLittle, tf.constant(6), tf.constant(4)));
            Operand<TInt32> directory = number(tf.select(isLittle, tf.constant(4), tf.constant(6)));
            Operand<TInt32> found = tagged(directory);
            Operand<TBool> isKnown = tf.math.logicalAnd(
                    tf.math.greaterEqual(found, tf.constant(Orientation.NONE)),
                    tf.math.lessEqual(found, tf.constant(Orientation.MOST)));
            Operand<TBool> counts =
                    tf.math.logicalAnd(tf.math.logicalAnd(isValid, tf.math.equal(high, tf.constant(0))), isKnown);
            return tf.select(counts, found, tf.constant(Orientation.NONE));
        }

        /** Emits the value of the orientation's entry; undefined if there is none. */
        private Operand<TInt32> tagged(Operand<TInt32> directory) {
            Operand<TInt32> count = tf.math.minimum(number(directory), tf.constant(Orientation.MOST_ENTRIES));
            Operand<TInt32> numbers = tf.range(tf.constant(0), count, tf.constant(1));
            Operand<TInt32> entries =
                    tf.math.add(plus(directory, 2), tf.math.mul(numbers, tf.constant(Orientation.ENTRY)));
            Operand<TBool> tagged = tf.math.logicalAnd(
                    tf.math.equal(number(entries), tf.constant(Orientation.TAG)),
                    tf.math.equal(number(plus(entries, 2)), tf.constant(Orientation.SHORT)));
            return number(plus(first(tagged, entries), 8));
        }

        private Operand<TBool> is(char order) {
            return tf.math.logicalAnd(
                    tf.math.equal(at(bytes, start), tf.constant((int) order)),
                    tf.math.equal(at(bytes, plus(start, 1)), tf.constant((int) order)));
        }

        /** Emits two bytes at offsets relative to the start. */
        private Operand<TInt32> number(Operand<TInt32> places) {
            Operand<TInt32> from = tf.math.add(places, start);
            Operand<TInt32> one = at(bytes, from);
            Operand<TInt32> other = at(bytes, plus(from, 1));
            Operand<TInt32> little = tf.math.add(one, tf.math.mul(other, tf.constant(256)));
            Operand<TInt32> big = tf.math.add(other, tf.math.mul(one, tf.constant(256)));
            return tf.select(isLittle, little, big);
        }
    }
}
