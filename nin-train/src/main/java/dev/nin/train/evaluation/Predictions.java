// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.evaluation;

import dev.nin.UserInputException;
import dev.nin.data.Dataset;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What a classifier says of each image of a set, beside what is right. Immutable. */
public final class Predictions {
    private final Dataset images;
    private final float[][] probabilities;

    Predictions(Dataset images, float[][] probabilities) {
        this.images = images;
        this.probabilities = probabilities;
    }

    /**
     * How likely an image is of a class.
     *
     * @param image the image's number in the set
     * @param label the class
     * @return from 0 to 1
     */
    public float probability(int image, int label) {
        return probabilities[image][label];
    }

    /**
     * The likeliest class of an image, the first of several.
     *
     * @param image the image's number in the set
     * @return the class
     */
    public int likeliest(int image) {
        float[] each = probabilities[image];
        int likeliest = 0;
        for (int label = 1; label < each.length; label++) {
            likeliest = each[label] > each[likeliest] ? label : likeliest;
        }
        return likeliest;
    }

    /**
     * Share of images whose right class is among the likeliest; a class that is as likely as the right one counts
     * against it only if it comes first.
     *
     * @param k how many of the likeliest count
     * @return from 0 to 1
     * @throws UserInputException if there are fewer classes
     */
    public double topAccuracy(int k) {
        int classes = images.classes().size();
        if (k < 1 || k > classes) {
            throw new UserInputException(
                    "the top " + k + " of " + classes + " classes are asked for, expected 1 to " + classes);
        }
        return IntStream.range(0, images.size())
                        .filter(image -> rank(image) < k)
                        .count()
                / (double) images.size();
    }

    /**
     * Which class was taken for which.
     *
     * @return counts over all images
     */
    public ConfusionMatrix confusion() {
        int classes = images.classes().size();
        int[][] counts = new int[classes][classes];
        for (int image = 0; image < images.size(); image++) {
            counts[images.label(image)][likeliest(image)]++;
        }
        return ConfusionMatrix.of(images.classes(), counts);
    }

    /**
     * The images that are wrong with the most conviction.
     *
     * @param count how many at most
     * @return numbers of images whose likeliest class is wrong, the most probable first
     */
    public List<Integer> worst(int count) {
        return IntStream.range(0, images.size())
                .filter(image -> likeliest(image) != images.label(image))
                .boxed()
                .sorted(Comparator.comparingDouble(image -> -probability(image, likeliest(image))))
                .limit(count)
                .toList();
    }

    private long rank(int image) {
        int right = images.label(image);
        float[] each = probabilities[image];
        return IntStream.range(0, each.length)
                .filter(label -> each[label] > each[right] || (label < right && each[label] == each[right]))
                .count();
    }
}
