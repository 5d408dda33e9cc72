// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.verification;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.nin.images.ImagePixels;
import dev.nin.model.UserInputException;
import dev.nin.savedmodel.ModelManifest;
import dev.nin.serving.Prediction;
import dev.nin.serving.Predictor;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.tensorflow.proto.ConfigProto;

/**
 * How many images of known classes a model classifies rightly.
 *
 * @param set the images
 * @param right how many
 * @param fingerprint of the images and their classes as a training run records it, empty if they differ in size
 */
public record Accuracy(LabeledSet set, int right, String fingerprint) {
    /**
     * How far the accuracy may be from the recorded one on the same images. The same weights on another processor, or
     * in batches of another size, give probabilities that differ in the last digits, and then a few near ties go the
     * other way.
     */
    static final double TOLERANCE = 0.002;

    private static final int BATCH = 64;

    /**
     * Classifies all images.
     *
     * @param set the images
     * @param version the model's folder
     * @param classes the model's labels, in its order
     * @param config what the session is told
     * @throws UserInputException if an image cannot be decoded, or the model cannot be asked
     */
    public static Accuracy measure(LabeledSet set, Path version, List<String> classes, ConfigProto config) {
        Fingerprint fingerprint = new Fingerprint(set.channels());
        int right = 0;
        try (Predictor predictor = Predictor.open(version, config)) {
            for (int from = 0; from < set.labels().size(); from += BATCH) {
                int to = Math.min(set.labels().size(), from + BATCH);
                List<BufferedImage> images =
                        IntStream.range(from, to).mapToObj(set.images()).toList();
                images.forEach(fingerprint::add);
                List<Prediction> predictions = predictor.predictImages(images);
                for (int i = 0; i < predictions.size(); i++) {
                    String expected = classes.get(set.labels().get(from + i));
                    right += predictions.get(i).label().equals(expected) ? 1 : 0;
                }
            }
        }
        return new Accuracy(set, right, fingerprint.of(set.labels(), classes));
    }

    /**
     * Compares with what the training run recorded.
     *
     * @param manifest the model's
     * @return one line of both accuracies
     * @throws UserInputException if the images are those that the recorded accuracy is of, and the two are further
     *     apart than {@link #TOLERANCE} and one image
     */
    public String compared(ModelManifest manifest) {
        double accuracy = (double) right / set.labels().size();
        String found = String.format(
                Locale.ROOT, "accuracy on %d images of %s: %.4f", set.labels().size(), set.folder(), accuracy);
        if (manifest.testAccuracy().isEmpty()) {
            return found + "; the manifest has none to compare it with";
        }
        double recorded = manifest.testAccuracy().getAsDouble();
        if (!fingerprint.equals(manifest.testImages())) {
            return String.format(
                    Locale.ROOT,
                    "%s; the manifest has %.4f on the training run's test images, which are others",
                    found,
                    recorded);
        }
        double tolerated = TOLERANCE + 1.0 / set.labels().size();
        if (Math.abs(accuracy - recorded) > tolerated) {
            throw new UserInputException(String.format(
                    Locale.ROOT,
                    "%s, expected %.4f within %.4f as the manifest has it on the same images; export the model again",
                    found,
                    recorded,
                    tolerated));
        }
        return String.format(
                Locale.ROOT,
                "%s; the manifest has %.4f on the same images (up to %.4f apart is tolerated)",
                found,
                recorded,
                tolerated);
    }

    /** Hashes images as a training run does that records which it was tested on. */
    private static final class Fingerprint {
        private final Hasher hasher = Hashing.sha256().newHasher();
        private final int channels;
        private int height;
        private int width;
        private boolean sameSize = true;

        Fingerprint(int channels) {
            this.channels = channels;
        }

        void add(BufferedImage image) {
            if (height == 0) {
                height = image.getHeight();
                width = image.getWidth();
                hasher.putInt(height).putInt(width).putInt(channels);
            }
            sameSize &= image.getHeight() == height && image.getWidth() == width;
            hasher.putBytes(ImagePixels.pixels(image, channels));
        }

        String of(List<Integer> labels, List<String> classes) {
            labels.forEach(hasher::putInt);
            classes.forEach(hasher::putUnencodedChars);
            return sameSize ? hasher.hash().toString() : "";
        }
    }
}
