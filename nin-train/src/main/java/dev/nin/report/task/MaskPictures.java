// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.task;

import dev.nin.data.ImageShape;
import dev.nin.report.picture.ClassColors;
import dev.nin.report.picture.Legend;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;

/** Draws masks in the colors of their classes, and records the classes for a legend. */
final class MaskPictures {
    /** Decides whether a pixel of a true mask counts. */
    interface Counted {
        boolean test(byte right);
    }

    private static final int WRONG = new Color(240, 228, 66).getRGB();
    private static final double DARKENED = 0.45;

    private final ImageShape size;
    private final Counted counted;
    private final Set<Integer> seen = new TreeSet<>();
    private boolean isWhole = true;

    MaskPictures(ImageShape size, Counted counted) {
        this.size = size;
        this.counted = counted;
    }

    /** Draws a true mask; ignored pixels have the color {@link ClassColors#NOTHING}. */
    BufferedImage right(byte[] mask) {
        return draw(i -> {
            if (!counted.test(mask[i])) {
                isWhole = false;
                return ClassColors.NOTHING.getRGB();
            }
            return color(mask[i]);
        });
    }

    BufferedImage predicted(byte[] mask) {
        return draw(i -> color(mask[i]));
    }

    /** Draws an image with its wrong pixels marked. */
    BufferedImage wrong(BufferedImage image, byte[] right, byte[] predicted) {
        return draw(i -> counted.test(right[i]) && right[i] != predicted[i]
                ? WRONG
                : darkened(new Color(image.getRGB(i % size.width(), i / size.width()))));
    }

    /** Returns the colors of the classes in the drawn masks. */
    Legend legend(List<String> classes) {
        List<Legend.Key> keys = new ArrayList<>();
        seen.forEach(label -> keys.add(new Legend.Key(ClassColors.of(label), classes.get(label))));
        if (!isWhole) {
            keys.add(new Legend.Key(ClassColors.NOTHING, "ignored"));
        }
        return new Legend(keys);
    }

    private int color(byte pixel) {
        int label = Byte.toUnsignedInt(pixel);
        seen.add(label);
        return ClassColors.of(label).getRGB();
    }

    /** Returns a gray color, so that no color of the image resembles the mark. */
    private static int darkened(Color color) {
        int gray = (int) (DARKENED * (0.299 * color.getRed() + 0.587 * color.getGreen() + 0.114 * color.getBlue()));
        return new Color(gray, gray, gray).getRGB();
    }

    private BufferedImage draw(IntUnaryOperator colors) {
        BufferedImage picture = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < size.width() * size.height(); i++) {
            picture.setRGB(i % size.width(), i / size.width(), colors.applyAsInt(i));
        }
        return picture;
    }
}
