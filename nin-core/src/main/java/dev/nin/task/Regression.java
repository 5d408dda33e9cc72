// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.task;

import com.google.common.base.Ascii;
import dev.nin.UserInputException;
import dev.nin.metric.Metric;
import dev.nin.metric.Metrics;
import dev.nin.model.ModelSpec;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/**
 * Predicts one or more numbers per image, such as an angle.
 *
 * @param names the names of the numbers in order
 * @param loss the loss to minimize, a mean over the numbers; the squared error by default
 * @param delta the error at which the Huber loss becomes linear; in standard deviations if the numbers are normalized
 * @param scale the scale on which the numbers are learned; their original units by default
 * @param metrics the metrics to report, in the numbers' original units; mae, rmse and r2 by default
 */
public record Regression(List<String> names, Loss loss, float delta, TargetScale scale, List<Metric> metrics)
        implements Task {
    /** The loss to minimize, computed from the error of each number. */
    public enum Loss {
        /** The squared error. */
        SQUARED,
        /** The absolute error, which is less sensitive to outliers. */
        ABSOLUTE,
        /** Half the squared error up to delta, linear beyond (Huber 1964). */
        HUBER
    }

    static final String KIND = "regression";

    static final List<Metric> METRICS =
            List.of(Metrics.meanAbsoluteError(), Metrics.rootMeanSquaredError(), Metrics.rSquared());

    private static final KnownMetrics KNOWN = new KnownMetrics(
            KIND,
            Metrics.meanAbsoluteError(),
            Metrics.rootMeanSquaredError(),
            Metrics.rSquared(),
            Metrics.meanSquaredError());
    private static final String NAMES = "names";
    private static final String LOSS = "loss";
    private static final String DELTA = "delta";
    private static final String NORMALIZED = "normalized";
    private static final String MEAN = "mean";
    private static final String DEVIATION = "deviation";

    /** @throws UserInputException if there are no names, or a number is out of its range */
    public Regression {
        names = List.copyOf(names);
        Heads.requireDistinct("values", names);
        metrics = List.copyOf(metrics);
        if (names.isEmpty()) {
            throw new UserInputException("there are no values, expected the name of at least one");
        }
        if (!(delta > 0) || !Float.isFinite(delta)) {
            throw new UserInputException("the delta of Huber's loss is " + delta + ", expected above 0, such as 1");
        }
        if (!scale.mean().isEmpty() && scale.mean().size() != names.size()) {
            throw new UserInputException("there are " + scale.mean().size() + " means and " + names.size()
                    + " values, expected one mean per value");
        }
    }

    /**
     * Returns this task with the absolute error as loss.
     *
     * @return a new task
     */
    public Regression absolute() {
        return new Regression(names, Loss.ABSOLUTE, delta, scale, metrics);
    }

    /**
     * Returns this task with the Huber loss.
     *
     * @param newDelta the error at which it becomes linear, in standard deviations if the numbers are normalized; above
     *     0, such as 1
     * @return a new task
     * @throws UserInputException if delta is not above 0
     */
    public Regression huber(double newDelta) {
        return new Regression(names, Loss.HUBER, (float) newDelta, scale, metrics);
    }

    /**
     * Returns this task with targets normalized by their mean and standard deviation over the training examples, so
     * that learning rates and losses do not depend on units. Predictions and metrics keep the original units.
     *
     * @return a new task, which computes mean and deviation when it is {@link #fitted}
     */
    public Regression normalized() {
        return new Regression(names, loss, delta, TargetScale.UNKNOWN, metrics);
    }

    /**
     * Returns this task with other metrics.
     *
     * @param metricNames mae, rmse, r2 or mse; the first determines the best epoch
     * @return a new task
     * @throws UserInputException if there is no metric of one of the names
     */
    @Override
    public Regression measured(String... metricNames) {
        return new Regression(names, loss, delta, scale, KNOWN.of(metricNames));
    }

    /**
     * Returns this task with other metrics.
     *
     * @param newMetrics metrics in the numbers' original units; the first determines the best epoch
     * @return a new task
     */
    public Regression measured(Metric... newMetrics) {
        return new Regression(names, loss, delta, scale, List.of(newMetrics));
    }

    static Regression read(TaskSettings settings) {
        TargetScale scale =
                new TargetScale(settings.number(NORMALIZED) == 1, settings.numbers(MEAN), settings.numbers(DEVIATION));
        Loss loss = settings.constant(LOSS, Loss.class);
        return new Regression(
                settings.texts(NAMES), loss, (float) settings.number(DELTA), scale, KNOWN.read(settings, METRICS));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public TaskSettings settings() {
        TaskSettings settings = TaskSettings.NONE
                .with(NAMES, names)
                .with(LOSS, Ascii.toLowerCase(loss.name()))
                .with(DELTA, delta)
                .with(NORMALIZED, scale.isNormalized() ? 1 : 0)
                .with(MEAN, scale.mean())
                .with(DEVIATION, scale.deviation());
        return KnownMetrics.write(settings, metrics, METRICS);
    }

    @Override
    public void requireFit(ModelSpec spec, String output) {
        Heads.requireVector(spec, output, "number");
        if (scale.isNormalized()) {
            Heads.requireFree(spec, output, false, "values of either sign, like normalized targets");
        }
        Heads.requireSize(spec, output, "values " + names, names.size());
    }

    @Override
    public Target target(ModelSpec spec, String output) {
        return Target.ofValues(names);
    }

    /** Returns this task, with the mean and deviation of the targets if it is normalized and they are not known yet. */
    @Override
    public Regression fitted(Stream<float[]> targets) {
        return scale.isKnown() ? this : new Regression(names, loss, delta, TargetScale.of(names, targets), metrics);
    }

    /** @throws IllegalStateException if it is normalized and not fitted */
    @Override
    public Operand<TFloat32> encoded(Ops tf, Operand<? extends TNumber> targets) {
        return known().encoded(tf, tf.dtypes.cast(targets, TFloat32.class));
    }

    private TargetScale known() {
        if (!scale.isKnown()) {
            throw new IllegalStateException("the mean and deviation of " + names
                    + " are not known, expected a task that is fitted to the training examples; call fitted(...)");
        }
        return scale;
    }

    @Override
    public Operand<TFloat32> losses(Ops tf, Operand<TFloat32> output, Operand<TFloat32> encoded) {
        Operand<TFloat32> each = switch (loss) {
            case SQUARED -> tf.math.squaredDifference(output, encoded);
            case ABSOLUTE -> Losses.absolute(tf, output, encoded);
            case HUBER -> Losses.huber(tf, output, encoded, delta);
        };
        return Losses.mean(tf, each);
    }

    /** Emits the numbers in their original units, {@code values} (batch, numbers). */
    @Override
    public Map<String, Operand<? extends TType>> predictions(Ops tf, Operand<TFloat32> output) {
        return Map.of("values", tf.withName("values").identity(known().decoded(tf, output)));
    }

    @Override
    public List<Metric> metrics() {
        return scale.isNormalized() ? metrics.stream().map(this::inOwnUnits).toList() : metrics;
    }

    private Metric inOwnUnits(Metric metric) {
        return new AdaptedMetric(metric, scale::decoded, scale::decoded);
    }
}
