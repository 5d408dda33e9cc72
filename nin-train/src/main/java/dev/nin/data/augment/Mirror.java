// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.augment;

/** Mirror images, left to right or top to bottom. */
enum Mirror implements GeometricChange {
    LEFT_TO_RIGHT {
        @Override
        public void apply(Pixels image) {
            int row = image.width * image.channels;
            byte[] before = new byte[row];
            for (int start = image.offset; start < image.end(); start += row) {
                System.arraycopy(image.values, start, before, 0, row);
                if (image.channels == 1) {
                    reverse(before, image.values, start);
                } else {
                    reverseColors(before, image.values, start);
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

    private static void reverse(byte[] row, byte[] into, int start) {
        for (int from = 0, to = start + row.length - 1; from < row.length; from++, to--) {
            into[to] = row[from];
        }
    }

    private static void reverseColors(byte[] row, byte[] into, int start) {
        for (int from = 0, to = start + row.length - 3; from < row.length; from += 3, to -= 3) {
            into[to] = row[from];
            into[to + 1] = row[from + 1];
            into[to + 2] = row[from + 2];
        }
    }

    private static void swap(byte[] values, int first, int second, int length) {
        for (int i = 0; i < length; i++) {
            byte value = values[first + i];
            values[first + i] = values[second + i];
            values[second + i] = value;
        }
    }
}
