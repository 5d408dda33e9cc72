// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.picture;

import java.awt.Color;
import java.util.List;

/**
 * Colors from dark blue through green to yellow that also work in grayscale, after Viridis (Smith and van der Walt
 * 2015).
 */
public final class Palette {
    private static final List<Color> STOPS = List.of(
            new Color(68, 1, 84),
            new Color(59, 82, 139),
            new Color(33, 145, 140),
            new Color(94, 201, 98),
            new Color(253, 231, 37));

    private Palette() {}

    /**
     * Returns the color of a share.
     *
     * @param share from 0 to 1; values outside are clamped
     * @return 0xRRGGBB
     */
    public static int rgb(float share) {
        float place = Math.min(Math.max(share, 0), 1) * (STOPS.size() - 1);
        int lower = Math.min((int) place, STOPS.size() - 2);
        float rest = place - lower;
        Color from = STOPS.get(lower);
        Color to = STOPS.get(lower + 1);
        return between(from.getRed(), to.getRed(), rest) << 16
                | between(from.getGreen(), to.getGreen(), rest) << 8
                | between(from.getBlue(), to.getBlue(), rest);
    }

    private static int between(int from, int to, float share) {
        return Math.round(from + (to - from) * share);
    }
}
