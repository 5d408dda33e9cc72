// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.drawing;

/** The drawing's colours: of each kind of node, so that kinds are told apart at a glance, and of what is common. */
enum Tint {
    /** Brings the image in and prepares it. */
    IMAGE(0xECEFF1),
    /** Has something to learn. */
    LEARNED(0xD6E8F7),
    /** Lets branches meet. */
    JOIN(0xFCE8C8),
    /** All others. */
    PLAIN(0xFFFFFF);

    static final int BACKGROUND = 0xFFFFFF;
    static final int LINE = 0x546E7A;

    private final int rgb;

    Tint(int rgb) {
        this.rgb = rgb;
    }

    int rgb() {
        return rgb;
    }
}
