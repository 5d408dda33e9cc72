// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.picture;

import java.awt.Color;
import java.util.List;

/**
 * Colors that distinguish classes, also for people with red-green color blindness (Okabe and Ito 2008): eight colors,
 * then lighter and then darker variants.
 */
public final class ClassColors {
    /** The color of pixels without a class: lighter than all others, but visible on white. */
    public static final Color NOTHING = new Color(222, 222, 222);

    private static final List<Color> COLORS = List.of(
            new Color(45, 45, 45),
            new Color(230, 159, 0),
            new Color(86, 180, 233),
            new Color(0, 158, 115),
            new Color(240, 228, 66),
            new Color(0, 114, 178),
            new Color(213, 94, 0),
            new Color(204, 121, 167));
    private static final double MIXED = 0.5;

    private ClassColors() {}

    /**
     * Returns the color of a class.
     *
     * @param label the class's number
     * @return its color; colors repeat from the 25th class on
     */
    public static Color of(int label) {
        Color color = COLORS.get(label % COLORS.size());
        return switch (label / COLORS.size() % 3) {
            case 1 -> mixed(color, Color.WHITE);
            case 2 -> mixed(color, Color.BLACK);
            default -> color;
        };
    }

    private static Color mixed(Color color, Color other) {
        return new Color(
                mixed(color.getRed(), other.getRed()),
                mixed(color.getGreen(), other.getGreen()),
                mixed(color.getBlue(), other.getBlue()));
    }

    private static int mixed(int one, int other) {
        return (int) Math.round(one + MIXED * (other - one));
    }
}
