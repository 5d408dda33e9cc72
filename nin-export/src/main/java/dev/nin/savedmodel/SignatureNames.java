// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.savedmodel;

/** The names of the signatures of this library's models, and of their inputs and outputs. */
public final class SignatureNames {
    /** The signature that clients get if they name none. */
    public static final String DEFAULT = "serving_default";
    /** The signature that takes image files. */
    public static final String ENCODED = "encoded";
    /** The signature that shows the image regions that support the predicted class. */
    public static final String GRAD_CAM = "grad_cam";
    /** Input: unscaled pixels, uint8 (batch, height, width, channels). */
    public static final String IMAGES = "images";
    /** Input: JPEG, PNG or BMP files of any size, string (batch). */
    public static final String IMAGE_BYTES = "image_bytes";
    /**
     * Output: the probability of each class or tag, float32 (batch, classes), for masks (batch, height, width,
     * classes).
     */
    public static final String PROBABILITIES = "probabilities";
    /** Output: the predicted class's label, string (batch). */
    public static final String CLASSES = "classes";
    /** Output: the predicted class's index in the labels, int64 (batch). */
    public static final String CLASS_IDS = "class_ids";

    /** Output: the image regions that support the predicted class, float32 (batch, height, width), from 0 to 1. */
    public static final String HEAT = "heat";
    /** Output: the numbers of a regression, float32 (batch, values). */
    public static final String VALUES = "values";
    /** Output: each pixel's predicted class, uint8 (batch, height, width). */
    public static final String MASK = "mask";

    private SignatureNames() {}
}
