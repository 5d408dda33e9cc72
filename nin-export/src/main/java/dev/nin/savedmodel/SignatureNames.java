// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.savedmodel;

/** The names by which this library's models are asked: of signatures, and of what goes in and comes out. */
public final class SignatureNames {
    /** The signature that clients get who ask for none. */
    public static final String DEFAULT = "serving_default";
    /** The signature that takes image files. */
    public static final String ENCODED = "encoded";
    /** The signature that shows where the predicted class is seen. */
    public static final String GRAD_CAM = "grad_cam";
    /** In: images as they are stored, uint8 (batch, height, width, channels). */
    public static final String IMAGES = "images";
    /** In: JPEG, PNG or BMP files of any size, string (batch). */
    public static final String IMAGE_BYTES = "image_bytes";
    /** Out: each class's or tag's probability, float32 (batch, classes), of a mask (batch, height, width, classes). */
    public static final String PROBABILITIES = "probabilities";
    /** Out: the likeliest class's label, string (batch). */
    public static final String CLASSES = "classes";
    /** Out: the likeliest class's place in the labels, int64 (batch). */
    public static final String CLASS_IDS = "class_ids";

    /** Out: where in the image the predicted class is seen, float32 (batch, height, width), from 0 to 1. */
    public static final String HEAT = "heat";
    /** Out: numbers of a regression, float32 (batch, values). */
    public static final String VALUES = "values";
    /** Out: each pixel's likeliest class, uint8 (batch, height, width). */
    public static final String MASK = "mask";

    private SignatureNames() {}
}
