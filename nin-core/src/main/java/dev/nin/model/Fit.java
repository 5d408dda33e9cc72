// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import com.fasterxml.jackson.annotation.JsonValue;
import com.google.common.base.Splitter;
import java.util.Arrays;
import java.util.List;

/**
 * The way an image of another size is fitted to a model's input. Images are resized bilinearly with half-pixel centers;
 * downscaling averages over the area that a pixel covers.
 *
 * @param way whether the image is stretched, cropped or padded
 * @param share for a crop, the part of a square image's side that the input shows, above 0 and at most 1; 1 otherwise
 */
public record Fit(Way way, float share) {
    /** Resizes height and width separately, without keeping the aspect ratio. */
    public static final Fit STRETCH = new Fit(Way.STRETCH, 1);

    /** Resizes the image until it covers the input, and crops the center. */
    public static final Fit CROP = new Fit(Way.CROP, 1);

    /** Resizes the image until it fits into the input, and centers it on black. */
    public static final Fit PAD = new Fit(Way.PAD, 1);

    /** The treatment of an image whose aspect ratio differs from the input's. */
    public enum Way {
        /** Height and width are resized separately. */
        STRETCH,
        /** The excess is cropped. */
        CROP,
        /** The rest of the input is black. */
        PAD
    }

    /** @throws InvalidModelException if the share is out of range, or other than 1 for a fit that does not crop */
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
     * Returns a center crop: the image is resized until this share of it covers the input. ImageNet evaluations use
     * 0.875, a side of 256 pixels of which 224 are shown.
     *
     * @param share the part of the image's shorter side that is shown, above 0 and at most 1
     * @return {@link #CROP} for 1
     * @throws InvalidModelException if the share is out of range
     */
    public static Fit crop(double share) {
        return new Fit(Way.CROP, (float) share);
    }

    /**
     * Parses a fit as a specification writes it.
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
     * Returns the factors by which an image is resized about its center.
     *
     * @param rows the input's height divided by the image's
     * @param columns the input's width divided by the image's
     * @return the factors for rows and columns
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
