// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.drawing;

/** The colors of a drawing: one for each kind of node, and common ones. */
enum Tint {
    /** Inputs and preprocessing. */
    IMAGE(0xECEFF1),
    /** Nodes with learned parameters. */
    LEARNED(0xD6E8F7),
    /** Nodes that join branches. */
    JOIN(0xFCE8C8),
    /** All other nodes. */
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
