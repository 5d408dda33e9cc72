// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving;

import com.google.common.collect.ImmutableMap;
import dev.nin.serving.version.Question;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.List;
import java.util.Map;

/** The predicted class of each pixel of an image. Immutable. */
public final class Mask {
    /**
     * The step between hues, the golden ratio, so that the colors of the first classes differ clearly for any number of
     * classes.
     */
    private static final double HUE_STEP = 0.618034;

    private static final float SATURATION = 0.7f;
    private static final float BRIGHTNESS = 0.95f;
    private static final int COLORS = 256;

    private final int height;
    private final int width;
    private final int[] classes;
    private final List<String> names;
    private final String version;

    Mask(int height, int width, int[] classes, Question.Source source) {
        this.height = height;
        this.width = width;
        this.classes = classes;
        names = source.names();
        version = source.version();
    }

    /**
     * Returns the rows of pixels.
     *
     * @return the height
     */
    public int height() {
        return height;
    }

    /**
     * Returns the columns of pixels.
     *
     * @return the width
     */
    public int width() {
        return width;
    }

    /**
     * Returns the names of the classes.
     *
     * @return the names in the order of the classes' numbers
     */
    public List<String> names() {
        return names;
    }

    /**
     * Returns the version that predicted this mask.
     *
     * @return the name of the version's folder, such as 3
     */
    public String version() {
        return version;
    }

    /**
     * Returns the class of a pixel.
     *
     * @param y the pixel's row
     * @param x the pixel's column
     * @return the number of the class
     */
    public int at(int y, int x) {
        return classes[y * width + x];
    }

    /**
     * Returns the classes of all pixels.
     *
     * @return the classes' numbers, row by row
     */
    public int[] toArray() {
        return classes.clone();
    }

    /**
     * Returns the fraction of the image that each class covers.
     *
     * @return fractions from 0 to 1 by the classes' names, in the order of their numbers
     */
    public Map<String, Double> shares() {
        int[] counts = new int[COLORS];
        for (int each : classes) {
            counts[each]++;
        }
        ImmutableMap.Builder<String, Double> shares = ImmutableMap.builder();
        for (int i = 0; i < counts.length; i++) {
            if (i < names.size() || counts[i] > 0) {
                shares.put(Question.name(names, i), (double) counts[i] / classes.length);
            }
        }
        return shares.buildOrThrow();
    }

    /**
     * Returns the mask in colors, class 0 in black. The pixels keep the numbers of the classes, also in a PNG file.
     *
     * @return an indexed image
     */
    public BufferedImage image() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, palette());
        image.getRaster().setPixels(0, 0, width, height, classes);
        return image;
    }

    private static IndexColorModel palette() {
        int[] colours = new int[COLORS];
        for (int i = 1; i < COLORS; i++) {
            colours[i] = Color.HSBtoRGB((float) (i * HUE_STEP % 1), SATURATION, BRIGHTNESS);
        }
        colours[0] = Color.BLACK.getRGB();
        return new IndexColorModel(Byte.SIZE, COLORS, colours, 0, false, -1, DataBuffer.TYPE_BYTE);
    }

    /** Returns the size and the classes. */
    @Override
    public String toString() {
        return "mask of " + height + "×" + width + " pixels, classes " + names;
    }
}
