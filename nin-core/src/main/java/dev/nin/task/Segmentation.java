// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.task;

import com.google.common.base.Ascii;
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
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/**
 * Predicts a class for each pixel of an image, learned from masks. Pixels of {@link Target#NOTHING} and of ignored
 * classes count neither in the loss nor in metrics; ignored classes are never predicted.
 *
 * @param classes the names of the classes in the order of their numbers in masks, at most 255
 * @param ignored the names of classes that are not learned, such as void; none by default
 * @param loss the loss to minimize; the cross-entropy by default
 * @param metrics the metrics to report; mean_iou, pixel_accuracy and dice by default
 */
public record Segmentation(List<String> classes, List<String> ignored, Loss loss, List<Metric> metrics)
        implements Task {
    /** The loss to minimize for each image. */
    public enum Loss {
        /** The mean over pixels of the cross-entropy of their logits. */
        CROSS_ENTROPY,
        /** 1 minus the mean over classes of the Dice coefficient of probabilities (Sudre et al. 2017). */
        DICE,
        /** The sum of both. */
        CROSS_ENTROPY_AND_DICE
    }

    static final String KIND = "segmentation";

    static final List<Metric> METRICS = List.of(Metrics.meanIou(), Metrics.pixelAccuracy(), Metrics.dice());

    private static final KnownMetrics KNOWN = new KnownMetrics(KIND, METRICS.toArray(Metric[]::new));
    private static final String CLASSES = "classes";
    private static final String IGNORED = "ignored";
    private static final String LOSS = "loss";
    /** A logit so low that its probability is 0 whatever the others are. */
    private static final float NEVER = -1e9f;

    /** @throws UserInputException if there are too few or too many classes, or an ignored one is not among them */
    public Segmentation {
        classes = List.copyOf(classes);
        Heads.requireDistinct("classes", classes);
        ignored = List.copyOf(ignored);
        metrics = List.copyOf(metrics);
        if (classes.size() > Target.NOTHING) {
            throw new UserInputException("there are " + classes.size() + " classes, expected at most " + Target.NOTHING
                    + ", since a mask's pixel is one byte and 255 means no class");
        }
        for (String each : ignored) {
            if (!classes.contains(each)) {
                throw new UserInputException(
                        "there is no class \"" + each + "\" to ignore, expected one of " + classes);
            }
        }
        if (classes.size() - ignored.stream().distinct().count() < 2) {
            throw new UserInputException("the classes to learn, " + classes + " without " + ignored
                    + ", are fewer than 2, expected at least 2, such as background and object");
        }
    }

    /**
     * Returns this task with ignored classes.
     *
     * @param names classes whose pixels count neither in the loss nor in metrics
     * @return a new task
     * @throws UserInputException if there is no such class, or fewer than 2 others remain
     */
    public Segmentation ignoring(String... names) {
        return new Segmentation(classes, List.of(names), loss, metrics);
    }

    /**
     * Returns this task with another loss.
     *
     * @param newLoss the loss to minimize
     * @return a new task
     */
    public Segmentation by(Loss newLoss) {
        return new Segmentation(classes, ignored, newLoss, metrics);
    }

    /**
     * Returns this task with other metrics.
     *
     * @param names mean_iou, pixel_accuracy or dice; the first determines the best epoch
     * @return a new task
     * @throws UserInputException if there is no metric of one of the names
     */
    @Override
    public Segmentation measured(String... names) {
        return new Segmentation(classes, ignored, loss, KNOWN.of(names));
    }

    /**
     * Returns this task with other metrics.
     *
     * @param newMetrics metrics of logits and encoded targets; the first determines the best epoch
     * @return a new task
     */
    public Segmentation measured(Metric... newMetrics) {
        return new Segmentation(classes, ignored, loss, List.of(newMetrics));
    }

    static Segmentation read(TaskSettings settings) {
        return new Segmentation(
                settings.texts(CLASSES),
                settings.texts(IGNORED),
                settings.constant(LOSS, Loss.class),
                KNOWN.read(settings, METRICS));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public TaskSettings settings() {
        TaskSettings settings = TaskSettings.NONE
                .with(CLASSES, classes)
                .with(IGNORED, ignored)
                .with(LOSS, Ascii.toLowerCase(loss.name()));
        return KnownMetrics.write(settings, metrics, METRICS);
    }

    @Override
    public void requireFit(ModelSpec spec, String output) {
        Heads.requireMap(spec, output, classes.size(), "one logit per class for each pixel");
        Heads.requireLogits(spec, output, "softmax");
    }

    @Override
    public Target target(ModelSpec spec, String output) {
        return Target.ofMask(spec.input().height(), spec.input().width(), classes);
    }

    /**
     * Emits one-hot classes of the pixels, (batch, height, width, classes); all zeros for a pixel that does not count.
     */
    @Override
    public Operand<TFloat32> encoded(Ops tf, Operand<? extends TNumber> targets) {
        Operand<TFloat32> all = tf.oneHot(targets, tf.constant(classes.size()), tf.constant(1f), tf.constant(0f));
        return ignored.isEmpty() ? all : tf.math.mul(all, tf.constant(perClass(1, 0)));
    }

    private float[] perClass(float learned, float other) {
        return Floats.toArray(classes.stream()
                .map(each -> ignored.contains(each) ? other : learned)
                .toList());
    }

    /** Emits the logits with ignored classes ruled out. */
    private Operand<TFloat32> logits(Ops tf, Operand<TFloat32> output) {
        return ignored.isEmpty() ? output : tf.math.add(output, tf.constant(perClass(0, NEVER)));
    }

    @Override
    public Operand<TFloat32> losses(Ops tf, Operand<TFloat32> output, Operand<TFloat32> encoded) {
        Operand<TFloat32> logits = logits(tf, output);
        return switch (loss) {
            case CROSS_ENTROPY -> Losses.pixelCrossEntropy(tf, logits, encoded);
            case DICE -> dice(tf, logits, encoded);
            case CROSS_ENTROPY_AND_DICE ->
                tf.math.add(Losses.pixelCrossEntropy(tf, logits, encoded), dice(tf, logits, encoded));
        };
    }

    private Operand<TFloat32> dice(Ops tf, Operand<TFloat32> logits, Operand<TFloat32> encoded) {
        return Losses.dice(tf, logits, encoded, Floats.asList(perClass(1, 0)));
    }

    /**
     * Emits the number of each pixel's most probable class, {@code mask} (batch, height, width) as uint8, the type of
     * masks in files, and {@code probabilities} (batch, height, width, classes).
     */
    @Override
    public Map<String, Operand<? extends TType>> predictions(Ops tf, Operand<TFloat32> output) {
        Operand<TFloat32> logits = logits(tf, output);
        Operand<TInt32> predicted = tf.math.argMax(logits, tf.constant(3), TInt32.class);
        Map<String, Operand<? extends TType>> predictions = new LinkedHashMap<>();
        predictions.put("mask", tf.withName("mask").dtypes.cast(predicted, TUint8.class));
        predictions.put("probabilities", tf.withName("probabilities").nn.softmax(logits));
        return predictions;
    }

    @Override
    public List<Metric> metrics() {
        return ignored.isEmpty()
                ? metrics
                : metrics.stream().map(this::ofLogits).toList();
    }

    private Metric ofLogits(Metric metric) {
        return new AdaptedMetric(metric, this::logits, (tf, encoded) -> encoded);
    }
}
