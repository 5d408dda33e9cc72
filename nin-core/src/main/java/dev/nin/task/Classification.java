// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.task;

import com.google.common.primitives.Floats;
import dev.nin.UserInputException;
import dev.nin.metric.Metric;
import dev.nin.metric.Metrics;
import dev.nin.model.ModelSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/**
 * Predicts one class per image, learned with the cross-entropy of the logits.
 *
 * @param labels the names of the classes in order
 * @param smoothing the fraction of each label that is spread evenly over all classes in training, at least 0 and below
 *     1 (Szegedy et al. 2016)
 * @param weights the weight of each class's images in training; empty if all classes count equally
 * @param focus the gamma of the focal loss (Lin et al. 2017): the larger it is, the less well-classified examples count
 *     in training; 0, the default, for none
 * @param temperature the divisor of the logits in {@code probabilities}, above 0 (Guo et al. 2017); 1, the default, for
 *     none. It changes neither the predicted class nor loss and metrics
 * @param metrics the metrics to report; accuracy by default
 */
public record Classification(
        List<String> labels, float smoothing, List<Float> weights, float focus, float temperature, List<Metric> metrics)
        implements Task {
    static final String KIND = "classification";

    static final List<Metric> METRICS = List.of(Metrics.accuracy());

    private static final KnownMetrics KNOWN = new KnownMetrics(
            KIND, Metrics.accuracy(), Metrics.topAccuracy(5), Metrics.precision(), Metrics.recall(), Metrics.f1());

    private static final String LABELS = "labels";
    private static final String SMOOTHING = "smoothing";
    private static final String WEIGHTS = "weights";
    private static final String FOCUS = "focus";
    private static final String TEMPERATURE = "temperature";

    /** @throws UserInputException if there are no labels, or a number is out of its range */
    public Classification {
        labels = List.copyOf(labels);
        weights = List.copyOf(weights);
        metrics = List.copyOf(metrics);
        if (labels.isEmpty()) {
            throw new UserInputException("there are no labels, expected the name of at least one class");
        }
        if (!(smoothing >= 0 && smoothing < 1)) {
            throw new UserInputException(
                    "the label smoothing is " + smoothing + ", expected at least 0 and below 1, such as 0.1");
        }
        for (float weight : weights) {
            if (!(weight >= 0) || !Float.isFinite(weight)) {
                throw new UserInputException(
                        "the class weights " + weights + " contain " + weight + ", expected numbers of at least 0");
            }
        }
        if (!weights.isEmpty() && weights.size() != labels.size()) {
            throw new UserInputException("there are " + weights.size() + " class weights and " + labels.size()
                    + " classes, expected one weight per class");
        }
        if (!(focus >= 0) || !Float.isFinite(focus)) {
            throw new UserInputException(
                    "the gamma of the focal loss is " + focus + ", expected at least 0, such as 2");
        }
        if (!(temperature > 0) || !Float.isFinite(temperature)) {
            throw new UserInputException(
                    "the temperature is " + temperature + ", expected a number above 0, such as 1.5");
        }
    }

    /**
     * Returns this task with smoothed labels.
     *
     * @param share the fraction of each label that is spread evenly over all classes, so that the loss does not demand
     *     certainty
     * @return a new task
     * @throws UserInputException if the share is not at least 0 and below 1
     */
    public Classification smoothed(double share) {
        return new Classification(labels, (float) share, weights, focus, temperature, metrics);
    }

    /**
     * Returns this task with weighted classes.
     *
     * @param newWeights one for each class, or none
     * @return a new task
     * @throws UserInputException if their number is not that of the classes, or one is below 0
     */
    public Classification weighted(float... newWeights) {
        return new Classification(labels, smoothing, Floats.asList(newWeights.clone()), focus, temperature, metrics);
    }

    /**
     * Returns this task with the focal loss, to which well-classified examples contribute less (Lin et al. 2017).
     *
     * @param gamma the exponent of one minus the class's probability, such as 2; 0 for the cross-entropy itself
     * @return a new task
     * @throws UserInputException if it is below 0
     */
    public Classification focal(double gamma) {
        return new Classification(labels, smoothing, weights, (float) gamma, temperature, metrics);
    }

    /**
     * Returns this task with calibrated probabilities: the softmax of the logits divided by a temperature (Guo et al.
     * 2017). Predicted classes, loss and metrics stay the same.
     *
     * @param newTemperature above 1 for less confident probabilities, below 1 for more confident ones, 1 for the
     *     softmax itself
     * @return a new task
     * @throws UserInputException if it is not above 0
     */
    public Classification calibrated(double newTemperature) {
        return new Classification(labels, smoothing, weights, focus, (float) newTemperature, metrics);
    }

    /**
     * Returns this task with other metrics.
     *
     * @param names accuracy, top_5 (or another number), precision, recall or f1, the last three averaged over the
     *     classes; the first determines the best epoch
     * @return a new task
     * @throws UserInputException if there is no metric of one of the names
     */
    @Override
    public Classification measured(String... names) {
        return new Classification(labels, smoothing, weights, focus, temperature, KNOWN.of(names));
    }

    /**
     * Returns this task with other metrics.
     *
     * @param newMetrics metrics of logits and encoded targets; the first determines the best epoch
     * @return a new task
     */
    public Classification measured(Metric... newMetrics) {
        return new Classification(labels, smoothing, weights, focus, temperature, List.of(newMetrics));
    }

    static Classification read(TaskSettings settings) {
        return new Classification(
                settings.texts(LABELS),
                (float) settings.number(SMOOTHING),
                settings.numbers(WEIGHTS),
                settings.has(FOCUS) ? (float) settings.number(FOCUS) : 0,
                settings.has(TEMPERATURE) ? (float) settings.number(TEMPERATURE) : 1,
                KNOWN.read(settings, METRICS));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public TaskSettings settings() {
        TaskSettings settings = TaskSettings.NONE
                .with(LABELS, labels)
                .with(SMOOTHING, smoothing)
                .with(WEIGHTS, weights);
        settings = focus == 0 ? settings : settings.with(FOCUS, focus);
        settings = temperature == 1 ? settings : settings.with(TEMPERATURE, temperature);
        return KnownMetrics.write(settings, metrics, METRICS);
    }

    @Override
    public Target target(ModelSpec spec, String output) {
        return Target.ofClass(labels);
    }

    @Override
    public void requireFit(ModelSpec spec, String output) {
        Heads.requireVector(spec, output, "class");
        Heads.requireLogits(spec, output, "softmax");
        long size = spec.shape(output).size();
        if (size != labels.size()) {
            throw new UserInputException("the images have " + labels.size() + " classes, the model \"" + spec.name()
                    + "\" has " + size + " outputs; expected the same number");
        }
    }

    /** Emits one-hot classes: TensorFlow has no C++ gradient for the sparse form of the loss. */
    @Override
    public Operand<TFloat32> encoded(Ops tf, Operand<? extends TNumber> targets) {
        return tf.oneHot(targets, tf.constant(labels.size()), tf.constant(1f), tf.constant(0f));
    }

    @Override
    public Operand<TFloat32> losses(Ops tf, Operand<TFloat32> output, Operand<TFloat32> encoded) {
        Operand<TFloat32> right = spread(tf, encoded);
        Operand<TFloat32> losses = focus == 0
                ? tf.nn.softmaxCrossEntropyWithLogits(output, right).loss()
                : Losses.focal(tf, output, right, focus);
        if (weights.isEmpty()) {
            return losses;
        }
        Operand<TFloat32> each = tf.math.mul(encoded, tf.constant(Floats.toArray(weights)));
        return tf.math.mul(losses, tf.reduceSum(each, tf.constant(1)));
    }

    private Operand<TFloat32> spread(Ops tf, Operand<TFloat32> encoded) {
        if (smoothing == 0) {
            return encoded;
        }
        Operand<TFloat32> whole = tf.math.mul(encoded, tf.constant(1 - smoothing));
        return tf.math.add(whole, tf.constant(smoothing / labels.size()));
    }

    @Override
    public Map<String, Operand<? extends TType>> predictions(Ops tf, Operand<TFloat32> output) {
        Map<String, Operand<? extends TType>> predictions = new LinkedHashMap<>();
        Operand<TInt64> predicted = tf.withName("class_ids").math.argMax(output, tf.constant(1), TInt64.class);
        predictions.put("probabilities", tf.withName("probabilities").nn.softmax(tempered(tf, output)));
        predictions.put("classes", tf.withName("classes").gather(names(tf), predicted, tf.constant(0)));
        predictions.put("class_ids", predicted);
        return predictions;
    }

    private Operand<TFloat32> tempered(Ops tf, Operand<TFloat32> output) {
        return temperature == 1 ? output : tf.math.div(output, tf.constant(temperature));
    }

    private Operand<TString> names(Ops tf) {
        try (TString tensor = TString.vectorOf(labels.toArray(String[]::new))) {
            return tf.withName("labels").constantOf(tensor);
        }
    }

    @Override
    public Classification plain() {
        return new Classification(labels, 0, List.of(), 0, temperature, metrics);
    }
}
