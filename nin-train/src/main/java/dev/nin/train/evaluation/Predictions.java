// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.evaluation;

import dev.nin.UserInputException;
import dev.nin.data.Dataset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** A classifier's probabilities for each image of a set, with the true classes. Immutable. */
public final class Predictions {
    /** The logarithm of probabilities that float32 rounds to 0. */
    private static final double LEAST_LOGARITHM = Math.log(Float.MIN_VALUE);

    private final List<String> classes;
    private final int[] labels;
    private final float[][] probabilities;

    Predictions(Dataset images, float[][] probabilities) {
        this(
                images.classes(),
                IntStream.range(0, images.size()).map(images::label).toArray(),
                probabilities);
    }

    private Predictions(List<String> classes, int[] labels, float[][] probabilities) {
        this.classes = classes;
        this.labels = labels;
        this.probabilities = probabilities;
    }

    /** Returns the predictions for several sets of images of the same classes, one set after the other. */
    static Predictions joined(List<Predictions> parts) {
        return new Predictions(
                parts.get(0).classes,
                parts.stream().flatMapToInt(part -> Arrays.stream(part.labels)).toArray(),
                parts.stream()
                        .flatMap(part -> Arrays.stream(part.probabilities))
                        .toArray(float[][]::new));
    }

    /**
     * Returns the number of images.
     *
     * @return at least 1
     */
    public int size() {
        return probabilities.length;
    }

    /**
     * Returns the true class of an image.
     *
     * @param image the image's number in the set
     * @return the class
     */
    public int label(int image) {
        return labels[image];
    }

    /** Returns the number of classes. */
    int classes() {
        return classes.size();
    }

    /** Returns the logarithm of a probability, which is finite. */
    double logarithm(int image, int label) {
        return Math.max(LEAST_LOGARITHM, Math.log(probabilities[image][label]));
    }

    /**
     * Returns the predictions for some of the images.
     *
     * @param indices numbers of the images
     * @return the predictions in this order
     */
    public Predictions select(int... indices) {
        return new Predictions(
                classes,
                Arrays.stream(indices).map(this::label).toArray(),
                Arrays.stream(indices).mapToObj(image -> probabilities[image]).toArray(float[][]::new));
    }

    /**
     * Returns the predictions with all logits divided by a temperature.
     *
     * @param temperature above 1 for less confident predictions, below 1 for more confident ones
     * @return new predictions, of the same classes
     */
    public Predictions tempered(double temperature) {
        float[][] tempered = new float[size()][];
        for (int image = 0; image < tempered.length; image++) {
            float[] each = new float[classes()];
            double greatest = logarithm(image, predicted(image));
            double sum = 0;
            for (int label = 0; label < each.length; label++) {
                sum += Math.exp((logarithm(image, label) - greatest) / temperature);
            }
            for (int label = 0; label < each.length; label++) {
                each[label] = (float) (Math.exp((logarithm(image, label) - greatest) / temperature) / sum);
            }
            tempered[image] = each;
        }
        return new Predictions(classes, labels, tempered);
    }

    /**
     * Returns the probability that an image is of a class.
     *
     * @param image the image's number in the set
     * @param label the class
     * @return from 0 to 1
     */
    public float probability(int image, int label) {
        return probabilities[image][label];
    }

    /**
     * Returns the predicted class of an image: the most probable one, the first if several are equal.
     *
     * @param image the image's number in the set
     * @return the class
     */
    public int predicted(int image) {
        float[] each = probabilities[image];
        int predicted = 0;
        for (int label = 1; label < each.length; label++) {
            predicted = each[label] > each[predicted] ? label : predicted;
        }
        return predicted;
    }

    /**
     * Returns the top-k accuracy: the share of images whose true class is among the k most probable. A class as
     * probable as the true one ranks above it only if it comes first.
     *
     * @param k number of most probable classes that count
     * @return from 0 to 1
     * @throws UserInputException if there are fewer classes
     */
    public double topAccuracy(int k) {
        if (k < 1 || k > classes()) {
            throw new UserInputException(
                    "the top " + k + " of " + classes() + " classes are requested, expected 1 to " + classes());
        }
        return IntStream.range(0, size()).filter(image -> rank(image) < k).count() / (double) size();
    }

    /**
     * Returns the confusion matrix.
     *
     * @return the counts over all images
     */
    public ConfusionMatrix confusion() {
        int[][] counts = new int[classes()][classes()];
        for (int image = 0; image < size(); image++) {
            counts[label(image)][predicted(image)]++;
        }
        return ConfusionMatrix.of(classes, counts);
    }

    /**
     * Returns the wrongly classified images with the highest probabilities.
     *
     * @param count the maximum number of images
     * @return numbers of images whose predicted class is wrong, the most probable prediction first
     */
    public List<Integer> worst(int count) {
        return IntStream.range(0, size())
                .filter(image -> predicted(image) != label(image))
                .boxed()
                .sorted(Comparator.comparingDouble(image -> -probability(image, predicted(image))))
                .limit(count)
                .toList();
    }

    private long rank(int image) {
        int right = label(image);
        float[] each = probabilities[image];
        return IntStream.range(0, each.length)
                .filter(label -> each[label] > each[right] || (label < right && each[label] == each[right]))
                .count();
    }
}
