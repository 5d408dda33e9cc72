// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.task;

import com.google.common.base.Ascii;
import dev.nin.UserInputException;
import dev.nin.metric.Metric;
import dev.nin.metric.Metrics;
import dev.nin.model.Input;
import dev.nin.model.ModelSpec;
import dev.nin.model.Shape;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/**
 * Reconstructs the input image, for autoencoders. Values are from 0 to 1: bytes divided by 255.
 *
 * @param loss the loss to minimize; the squared error by default
 * @param metrics the metrics to report; psnr and mse by default
 */
public record Reconstruction(Loss loss, List<Metric> metrics) implements Task {
    /** The loss to minimize, a mean over an image's values. */
    public enum Loss {
        /** The squared error; the model may end in sigmoid(). */
        SQUARED,
        /** The sigmoid cross-entropy of each logit, for images that are mostly black and white. */
        BINARY_CROSS_ENTROPY
    }

    static final String KIND = "reconstruction";

    static final List<Metric> METRICS = List.of(Metrics.peakSignalToNoise(), Metrics.meanSquaredError());

    private static final KnownMetrics KNOWN = new KnownMetrics(
            KIND,
            Metrics.peakSignalToNoise(),
            Metrics.meanSquaredError(),
            Metrics.meanAbsoluteError(),
            Metrics.rootMeanSquaredError());
    private static final String LOSS = "loss";
    private static final float WHITE = 255;

    /** Copies the list. */
    public Reconstruction {
        metrics = List.copyOf(metrics);
    }

    /**
     * Returns this task with another loss.
     *
     * @param newLoss the loss to minimize
     * @return a new task
     */
    public Reconstruction by(Loss newLoss) {
        return new Reconstruction(newLoss, metrics);
    }

    /**
     * Returns this task with other metrics.
     *
     * @param names psnr, mse, mae or rmse; the first determines the best epoch
     * @return a new task
     * @throws UserInputException if there is no metric of one of the names
     */
    @Override
    public Reconstruction measured(String... names) {
        return new Reconstruction(loss, KNOWN.of(names));
    }

    /**
     * Returns this task with other metrics.
     *
     * @param newMetrics metrics of values from 0 to 1; the first determines the best epoch
     * @return a new task
     */
    public Reconstruction measured(Metric... newMetrics) {
        return new Reconstruction(loss, List.of(newMetrics));
    }

    static Reconstruction read(TaskSettings settings) {
        return new Reconstruction(settings.constant(LOSS, Loss.class), KNOWN.read(settings, METRICS));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public TaskSettings settings() {
        return KnownMetrics.write(TaskSettings.NONE.with(LOSS, Ascii.toLowerCase(loss.name())), metrics, METRICS);
    }

    @Override
    public void requireFit(ModelSpec spec, String output) {
        if (spec.input().pixels() != Input.Pixels.UINT8) {
            throw new UserInputException("the model \"" + spec.name() + "\" reads float32 values of any range,"
                    + " expected bytes, since the image's bytes are reconstructed; start it with image(...)");
        }
        Heads.requireMap(spec, output, spec.input().channels(), "the image's own shape");
        if (loss == Loss.BINARY_CROSS_ENTROPY) {
            Heads.requireLogits(spec, output, "sigmoid");
        } else {
            Heads.requireFree(spec, output, true, "values from 0 to 1 that do not depend on each other");
        }
    }

    @Override
    public Target target(ModelSpec spec, String output) {
        Input image = spec.input();
        return Target.ofImage(Shape.map(image.height(), image.width(), image.channels()));
    }

    /** Emits the image's bytes as values from 0 to 1. */
    @Override
    public Operand<TFloat32> encoded(Ops tf, Operand<? extends TNumber> targets) {
        return tf.math.div(tf.dtypes.cast(targets, TFloat32.class), tf.constant(WHITE));
    }

    @Override
    public Operand<TFloat32> losses(Ops tf, Operand<TFloat32> output, Operand<TFloat32> encoded) {
        Operand<TFloat32> each = switch (loss) {
            case SQUARED -> tf.math.squaredDifference(output, encoded);
            case BINARY_CROSS_ENTROPY -> Losses.binaryCrossEntropy(tf, output, encoded, List.of());
        };
        return Losses.mean(tf, each);
    }

    /** Emits the reconstructed image, {@code image} (batch, height, width, channels) as uint8. */
    @Override
    public Map<String, Operand<? extends TType>> predictions(Ops tf, Operand<TFloat32> output) {
        Operand<TFloat32> values = tf.clipByValue(values(tf, output), tf.constant(0f), tf.constant(1f));
        Operand<TFloat32> bytes = tf.math.round(tf.math.mul(values, tf.constant(WHITE)));
        return Map.of("image", tf.withName("image").dtypes.cast(bytes, TUint8.class));
    }

    private Operand<TFloat32> values(Ops tf, Operand<TFloat32> output) {
        return loss == Loss.BINARY_CROSS_ENTROPY ? tf.math.sigmoid(output) : output;
    }

    @Override
    public List<Metric> metrics() {
        return loss == Loss.SQUARED
                ? metrics
                : metrics.stream().map(this::ofValues).toList();
    }

    private Metric ofValues(Metric metric) {
        return new AdaptedMetric(metric, this::values, (tf, encoded) -> encoded);
    }
}
