// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.export;

import dev.nin.UserInputException;
import dev.nin.savedmodel.ModelManifest;
import java.util.Locale;

/**
 * The accuracy of a model on labeled images.
 *
 * @param data the name of the images
 * @param images number of images
 * @param right number of correctly classified images
 * @param fingerprint fingerprint of the images and their classes, as recorded by a training run for its test images
 */
record DataAccuracy(String data, int images, int right, String fingerprint) {
    /**
     * The tolerance for the accuracy against the recorded one on the same images. The same weights on another
     * processor, or in batches of another size, give probabilities that differ in the last digits, which changes a few
     * near ties.
     */
    static final double TOLERANCE = 0.002;

    /** The tolerance for a model in 8 bits, whose values are rounded. */
    static final double TOLERANCE_OF_8_BITS = 0.01;

    /**
     * Compares the accuracy with the one that the training run recorded.
     *
     * @param manifest the model's manifest
     * @return one line with both accuracies
     * @throws UserInputException if the images are those of the recorded accuracy, the model runs on them unchanged as
     *     in training, and the two differ by more than {@link #TOLERANCE}, or {@link #TOLERANCE_OF_8_BITS}, and one
     *     image
     */
    String compared(ModelManifest manifest) {
        double accuracy = (double) right / images;
        String found = String.format(Locale.ROOT, "accuracy on %d images of %s: %.4f", images, data, accuracy);
        if (manifest.testAccuracy().isEmpty()) {
            return found + "; the manifest has no accuracy to compare with";
        }
        double recorded = manifest.testAccuracy().getAsDouble();
        if (!fingerprint.equals(manifest.testImages())) {
            return String.format(
                    Locale.ROOT,
                    "%s; the manifest has %.4f on the training run's test images, which are different images",
                    found,
                    recorded);
        }
        if (manifest.testTimeAugmentation().isPresent()) {
            return String.format(
                    Locale.ROOT,
                    "%s; the manifest has %.4f on the same images without test-time augmentation",
                    found,
                    recorded);
        }
        boolean isQuantized = manifest.quantizedBy().isPresent();
        double tolerated = (isQuantized ? TOLERANCE_OF_8_BITS : TOLERANCE) + 1.0 / images;
        if (Math.abs(accuracy - recorded) > tolerated) {
            throw new UserInputException(String.format(
                    Locale.ROOT,
                    "%s, expected %.4f within %.4f as in the manifest on the same images; export the model again%s",
                    found,
                    recorded,
                    tolerated,
                    isQuantized ? " with other images for --int8, or without it" : ""));
        }
        return String.format(
                Locale.ROOT,
                "%s; the manifest has %.4f on the same images%s (up to %.4f apart is tolerated)",
                found,
                recorded,
                isQuantized ? " in 32 bits" : "",
                tolerated);
    }
}
