// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.onnx.quantization;

import com.google.common.primitives.Ints;

/**
 * The range of a tensor's values, from 0 or less to 0 or more: padding needs an exact 0.
 *
 * @param min the smallest value
 * @param max the greatest value
 */
public record ValueRange(float min, float max) {
    private static final int LEVELS = 255;

    /** Extends the range to 0. */
    public ValueRange {
        min = Math.min(min, 0);
        max = Math.max(max, 0);
    }

    /** Returns the smallest range that contains both. */
    public ValueRange union(ValueRange other) {
        return new ValueRange(Math.min(min, other.min), Math.max(max, other.max));
    }

    /** Returns the scale: the difference between the values of neighboring integers. */
    float scale() {
        // Of a tensor that is always 0, any scale is right.
        return max == min ? 1 : Math.max((max - min) / LEVELS, Float.MIN_NORMAL);
    }

    /** Returns the zero point: the integer from 0 to 255 that stands for 0. */
    int zeroPoint() {
        return Ints.constrainToRange(Math.round(-min / scale()), 0, LEVELS);
    }
}
