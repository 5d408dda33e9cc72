// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import com.fasterxml.jackson.annotation.JsonValue;
import com.google.common.base.Splitter;
import java.util.List;

/** The padding around a feature map for a kernel or window. */
public sealed interface Padding {
    /**
     * Enough padding for an output of ceil(input / stride) pixels, as TensorFlow's SAME; an odd pixel goes to the
     * bottom and right.
     */
    record Same() implements Padding {
        @Override
        public String toString() {
            return "same";
        }
    }

    /**
     * A fixed number of pixels on each side.
     *
     * @param top rows above, at least 0
     * @param bottom rows below, at least 0
     * @param left columns before, at least 0
     * @param right columns after, at least 0
     */
    record Explicit(int top, int bottom, int left, int right) implements Padding {
        /** @throws InvalidModelException if a number is negative */
        public Explicit {
            Checks.notNegative("the padding at the top", top);
            Checks.notNegative("the padding at the bottom", bottom);
            Checks.notNegative("the padding on the left", left);
            Checks.notNegative("the padding on the right", right);
        }

        @Override
        public String toString() {
            boolean even = top == bottom && top == left && top == right;
            return even ? Integer.toString(top) : top + "," + bottom + "," + left + "," + right;
        }
    }

    /**
     * Returns TensorFlow's SAME padding.
     *
     * @return padding for an output of ceil(input / stride) pixels
     */
    static Padding same() {
        return new Same();
    }

    /**
     * Returns no padding.
     *
     * @return zero on every side
     */
    static Padding valid() {
        return of(0);
    }

    /**
     * Returns the same padding on every side, as PyTorch's integer padding.
     *
     * @param pixels rows and columns on each side, at least 0
     * @return explicit padding
     * @throws InvalidModelException if it is negative
     */
    static Padding of(int pixels) {
        return new Explicit(pixels, pixels, pixels, pixels);
    }

    /**
     * Returns separate padding for each side, such as (0, 1, 0, 1) for a row at the bottom and a column on the right.
     *
     * @param top rows above, at least 0
     * @param bottom rows below, at least 0
     * @param left columns before, at least 0
     * @param right columns after, at least 0
     * @return explicit padding
     * @throws InvalidModelException if a number is negative
     */
    static Padding of(int top, int bottom, int left, int right) {
        return new Explicit(top, bottom, left, right);
    }

    /**
     * Parses a padding as a specification writes it: "same", "valid", one number, or "top,bottom,left,right".
     *
     * @param text as {@link #text()} writes it
     * @return the padding
     * @throws InvalidModelException if the text is none of these
     */
    static Padding parse(String text) {
        if (text.equals("same")) {
            return same();
        }
        if (text.equals("valid")) {
            return valid();
        }
        try {
            List<Integer> sides =
                    Splitter.on(',').splitToStream(text).map(Integer::valueOf).toList();
            if (sides.size() == 1) {
                return of(sides.get(0));
            }
            if (sides.size() == 4) {
                return new Explicit(sides.get(0), sides.get(1), sides.get(2), sides.get(3));
            }
        } catch (NumberFormatException e) {
            // Reported below, as any other text that is not a padding.
        }
        throw new InvalidModelException("padding \"" + text
                + "\" is not known, expected \"same\", \"valid\", a number or \"top,bottom,left,right\"");
    }

    /**
     * Returns this padding as a specification writes it.
     *
     * @return text that {@link #parse} reads
     */
    @JsonValue
    default String text() {
        return toString();
    }
}
