// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import com.fasterxml.jackson.annotation.JsonValue;
import com.google.common.base.Splitter;
import java.util.Arrays;
import java.util.List;

/**
 * How an image file of another size is fitted into a model's input: resized bilinearly with half-pixel centers,
 * averaging over what a pixel covers where it shrinks.
 *
 * @param way whether it is stretched, cropped or padded
 * @param share of a crop: the part of the side, above 0 and at most 1, that the input's side shows where height and
 *     width are alike; 1 for the others
 */
public record Fit(Way way, float share) {
    /** Height and width are resized each by its own factor. */
    public static final Fit STRETCH = new Fit(Way.STRETCH, 1);

    /** The image is resized until it covers the input, and its middle is taken. */
    public static final Fit CROP = new Fit(Way.CROP, 1);

    /** The image is resized until it fits into the input, in whose middle it lies on black. */
    public static final Fit PAD = new Fit(Way.PAD, 1);

    /** What is done about a height and width that are not in the input's proportion. */
    public enum Way {
        /** Height and width are resized each by its own factor. */
        STRETCH,
        /** What sticks out is cut off. */
        CROP,
        /** What is left over is black. */
        PAD
    }

    /** @throws InvalidModelException if the share is out of its range, or of anything but a crop */
    public Fit {
        if (!(share > 0 && share <= 1)) {
            throw new InvalidModelException("the crop shows " + share + " of the image's side, expected above 0 and at"
                    + " most 1, such as 0.875");
        }
        if (way != Way.CROP && share != 1) {
            throw new InvalidModelException(
                    "an image to " + way + " shows " + share + " of its side, expected 1; only a crop shows less");
        }
    }

    /**
     * A crop of the middle: the image is resized until this share of it covers the input, as evaluations on ImageNet do
     * with 0.875 (a side of 256 of which 224 pixels are shown).
     *
     * @param share the part of the shorter side that is shown, above 0 and at most 1
     * @return {@link #CROP} for 1
     * @throws InvalidModelException if the share is out of its range
     */
    public static Fit crop(double share) {
        return new Fit(Way.CROP, (float) share);
    }

    /**
     * The fit that a specification's text stands for.
     *
     * @param text as {@link #toString} writes it: STRETCH, CROP, PAD or CROP with a share, such as "CROP:0.875"
     * @return the fit
     * @throws InvalidModelException if the text is none of these
     */
    public static Fit parse(String text) {
        List<String> parts = Splitter.on(':').splitToList(text);
        for (Way way : Way.values()) {
            if (way.name().equals(parts.get(0)) && parts.size() <= 2) {
                return new Fit(way, parts.size() == 2 ? share(text, parts.get(1)) : 1);
            }
        }
        throw unknown(text);
    }

    private static float share(String text, String number) {
        try {
            return Float.parseFloat(number);
        } catch (NumberFormatException e) {
            throw unknown(text);
        }
    }

    private static InvalidModelException unknown(String text) {
        return new InvalidModelException("the fit \"" + text + "\" is not known, expected one of "
                + Arrays.toString(Way.values()) + " or a crop with its share, such as CROP:0.875");
    }

    /**
     * The factors that an image is resized by, about its middle.
     *
     * @param rows the input's height by the image's
     * @param columns the input's width by the image's
     * @return the factors of rows and of columns
     */
    public double[] factors(double rows, double columns) {
        return switch (way) {
            case STRETCH -> new double[] {rows, columns};
            case CROP -> new double[] {Math.max(rows, columns) / share, Math.max(rows, columns) / share};
            case PAD -> new double[] {Math.min(rows, columns), Math.min(rows, columns)};
        };
    }

    @Override
    @JsonValue
    public String toString() {
        return share == 1 ? way.name() : way + ":" + share;
    }
}
