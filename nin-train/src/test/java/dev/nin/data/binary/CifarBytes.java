// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.binary;

/** Creates small files in CIFAR's binary format. */
public final class CifarBytes {
    private static final int PLANE = 32 * 32;

    private CifarBytes() {}

    /**
     * Returns records of one image each.
     *
     * @param labelBytes number of labels per record; all but the last are 0
     * @param labels the last label of each record
     */
    public static byte[] records(int labelBytes, int... labels) {
        int record = labelBytes + 3 * PLANE;
        byte[] bytes = new byte[labels.length * record];
        for (int i = 0; i < labels.length; i++) {
            int start = i * record + labelBytes;
            bytes[start - 1] = (byte) labels[i];
            for (int channel = 0; channel < 3; channel++) {
                for (int place = 0; place < PLANE; place++) {
                    bytes[start + channel * PLANE + place] = value(labels[i], channel, place);
                }
            }
        }
        return bytes;
    }

    /** Returns the value of a pixel in an image of a class. */
    static byte value(int label, int channel, int place) {
        return (byte) (label * 25 + channel * 7 + place % 11);
    }
}
