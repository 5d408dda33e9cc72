package dev.nin.graph;

import dev.nin.model.Initializer;
import dev.nin.model.Parameter;
import org.tensorflow.Operand;
import org.tensorflow.framework.initializers.VarianceScaling;
import org.tensorflow.framework.initializers.VarianceScaling.Distribution;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Constant;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** Emits the operations that draw a parameter's first values. All draws are stateless and keyed by the seed. */
final class InitializerEmitter {
    private InitializerEmitter() {}

    static Operand<TFloat32> emit(Ops tf, Parameter parameter, long seed) {
        Constant<TInt64> dimensions = tf.constant(
                parameter.dimensions().stream().mapToLong(Integer::longValue).toArray());
        Initializer initializer = parameter.initializer();
        if (initializer instanceof Initializer.Constant constant) {
            return tf.fill(dimensions, tf.constant(constant.value()));
        }
        return scaling(initializer, seed).call(tf, dimensions, TFloat32.class);
    }

    private static VarianceScaling<TFloat32> scaling(Initializer initializer, long seed) {
        VarianceScaling.Mode inputs = VarianceScaling.Mode.FAN_IN;
        VarianceScaling.Mode both = VarianceScaling.Mode.FAN_AVG;
        if (initializer instanceof Initializer.HeNormal) {
            return new VarianceScaling<>(2, inputs, Distribution.TRUNCATED_NORMAL, seed);
        }
        if (initializer instanceof Initializer.HeUniform) {
            return new VarianceScaling<>(2, inputs, Distribution.UNIFORM, seed);
        }
        if (initializer instanceof Initializer.GlorotNormal) {
            return new VarianceScaling<>(1, both, Distribution.TRUNCATED_NORMAL, seed);
        }
        if (initializer instanceof Initializer.GlorotUniform) {
            return new VarianceScaling<>(1, both, Distribution.UNIFORM, seed);
        }
        throw new IllegalStateException("no operations for the initializer " + initializer);
    }
}
