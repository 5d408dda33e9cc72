package example;

import dev.nin.metric.Metric;
import dev.nin.model.ModelSpec;
import dev.nin.model.Shape;
import dev.nin.UserInputException;
import dev.nin.task.Target;
import dev.nin.task.Task;
import dev.nin.task.TaskSettings;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/** A task that counts objects in an image with the Poisson regression loss: the output is the count's logarithm. */
record Count(String what) implements Task {
    static final String KIND = "count";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public TaskSettings settings() {
        return TaskSettings.NONE.with("what", what);
    }

    @Override
    public void requireFit(ModelSpec spec, String output) {
        Shape shape = spec.shape(output);
        if (shape.isMap() || shape.size() != 1) {
            throw new UserInputException(
                    "the model \"" + spec.name() + "\" ends in " + shape + ", expected one number; end it in dense(1)");
        }
    }

    @Override
    public Target target(ModelSpec spec, String output) {
        return Target.ofValues(List.of(what));
    }

    @Override
    public Operand<TFloat32> encoded(Ops tf, Operand<? extends TNumber> targets) {
        return tf.dtypes.cast(targets, TFloat32.class);
    }

    @Override
    public Operand<TFloat32> losses(Ops tf, Operand<TFloat32> output, Operand<TFloat32> encoded) {
        Operand<TFloat32> losses = tf.math.sub(tf.math.exp(output), tf.math.mul(encoded, output));
        return tf.math.mean(losses, tf.constant(1));
    }

    @Override
    public Map<String, Operand<? extends TType>> predictions(Ops tf, Operand<TFloat32> output) {
        return Map.of("count", tf.withName("count").math.exp(output));
    }

    @Override
    public List<Metric> metrics() {
        return List.of(new Exact());
    }
}
