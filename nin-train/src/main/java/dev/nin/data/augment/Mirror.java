// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.augment;

/** Mirrors of an image. */
enum Mirror implements GeometricChange {
    LEFT_TO_RIGHT {
        @Override
        public void apply(Pixels image) {
            int row = image.width * image.channels;
            for (int start = image.offset; start < image.end(); start += row) {
                int last = start + row - image.channels;
                for (int left = start, right = last; left < right; left += image.channels, right -= image.channels) {
                    swap(image.values, left, right, image.channels);
                }
            }
        }
    },
    TOP_TO_BOTTOM {
        @Override
        public void apply(Pixels image) {
            int row = image.width * image.channels;
            for (int top = image.offset, bottom = image.end() - row; top < bottom; top += row, bottom -= row) {
                swap(image.values, top, bottom, row);
            }
        }
    };

    @Override
    public void applyToMask(Pixels mask, byte outside) {
        apply(mask);
    }

    private static void swap(byte[] values, int first, int second, int length) {
        for (int i = 0; i < length; i++) {
            byte value = values[first + i];
            values[first + i] = values[second + i];
            values[second + i] = value;
        }
    }
}
