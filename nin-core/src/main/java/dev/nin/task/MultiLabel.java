// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.task;

import com.google.common.primitives.Floats;
import dev.nin.UserInputException;
import dev.nin.metric.Metric;
import dev.nin.metric.Metrics;
import dev.nin.model.ModelSpec;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/**
 * Predicts any number of tags per image, learned with the sigmoid cross-entropy of the logits, averaged over the tags.
 *
 * @param tags the names of the tags in order
 * @param weights for each tag, the weight in training of images that have it relative to images that do not; empty if
 *     all count equally
 * @param metrics the metrics to report; mean average precision and the area under the ROC curve by default
 */
public record MultiLabel(List<String> tags, List<Float> weights, List<Metric> metrics) implements Task {
    static final String KIND = "multi-label";

    static final List<Metric> METRICS = List.of(Metrics.meanAveragePrecision(), Metrics.rocAuc());

    private static final KnownMetrics KNOWN = new KnownMetrics(KIND, METRICS.toArray(Metric[]::new));
    private static final String TAGS = "tags";
    private static final String WEIGHTS = "weights";

    /**
     * @throws UserInputException if there are no tags, the number of weights is not that of the tags, or one is below 0
     */
    public MultiLabel {
        tags = List.copyOf(tags);
        Heads.requireDistinct("tags", tags);
        weights = List.copyOf(weights);
        metrics = List.copyOf(metrics);
        if (tags.isEmpty()) {
            throw new UserInputException("there are no tags, expected the name of at least one");
        }
        for (float weight : weights) {
            if (!(weight >= 0) || !Float.isFinite(weight)) {
                throw new UserInputException(
                        "the tag weights " + weights + " contain " + weight + ", expected numbers of at least 0");
            }
        }
        if (!weights.isEmpty() && weights.size() != tags.size()) {
            throw new UserInputException("there are " + weights.size() + " tag weights and " + tags.size()
                    + " tags, expected one weight per tag");
        }
    }

    /**
     * Returns this task with weights for images that have a tag: a weight of 9 balances a tag that 1 of 10 images has.
     *
     * @param newWeights one for each tag, or none
     * @return a new task
     * @throws UserInputException if their number is not that of the tags, or one is below 0
     */
    public MultiLabel weighted(float... newWeights) {
        return new MultiLabel(tags, Floats.asList(newWeights.clone()), metrics);
    }

    /**
     * Returns this task with other metrics.
     *
     * @param names map or auc; the first determines the best epoch
     * @return a new task
     * @throws UserInputException if there is no metric of one of the names
     */
    @Override
    public MultiLabel measured(String... names) {
        return new MultiLabel(tags, weights, KNOWN.of(names));
    }

    /**
     * Returns this task with other metrics.
     *
     * @param newMetrics metrics of logits and encoded targets; the first determines the best epoch
     * @return a new task
     */
    public MultiLabel measured(Metric... newMetrics) {
        return new MultiLabel(tags, weights, List.of(newMetrics));
    }

    static MultiLabel read(TaskSettings settings) {
        return new MultiLabel(settings.texts(TAGS), settings.numbers(WEIGHTS), KNOWN.read(settings, METRICS));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public TaskSettings settings() {
        return KnownMetrics.write(TaskSettings.NONE.with(TAGS, tags).with(WEIGHTS, weights), metrics, METRICS);
    }

    @Override
    public void requireFit(ModelSpec spec, String output) {
        Heads.requireVector(spec, output, "tag");
        Heads.requireLogits(spec, output, "sigmoid");
        Heads.requireSize(spec, output, "tags", tags.size());
    }

    @Override
    public Target target(ModelSpec spec, String output) {
        return Target.ofTags(tags);
    }

    /** Emits 1 for each tag that an image has, 0 for all others. */
    @Override
    public Operand<TFloat32> encoded(Ops tf, Operand<? extends TNumber> targets) {
        return tf.dtypes.cast(targets, TFloat32.class);
    }

    @Override
    public Operand<TFloat32> losses(Ops tf, Operand<TFloat32> output, Operand<TFloat32> encoded) {
        return Losses.mean(tf, Losses.binaryCrossEntropy(tf, output, encoded, weights));
    }

    /** Emits the probability of each tag, {@code probabilities} (batch, tags). */
    @Override
    public Map<String, Operand<? extends TType>> predictions(Ops tf, Operand<TFloat32> output) {
        return Map.of("probabilities", tf.withName("probabilities").math.sigmoid(output));
    }

    @Override
    public MultiLabel plain() {
        return weighted();
    }
}
