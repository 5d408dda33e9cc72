// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph.initializer;

import dev.nin.model.Initializer;
import dev.nin.model.Parameter;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Constant;
import org.tensorflow.op.linalg.Qr;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Emits the operations for a parameter's initial values. All random operations are stateless and keyed by the seed. The
 * initializers of tensorflow-framework 1.0.0 are unsuitable: VarianceScaling counts a convolution's input channels
 * twice, its uniform distribution starts at 0, and it opens a session for each shape.
 */
public final class InitializerEmitter {
    /** Standard deviation of a standard normal distribution truncated at two deviations. */
    private static final double TRUNCATED_DEVIATION = 0.8796256610342398;

    private final Ops tf;
    private final List<Integer> dimensions;
    private final long seed;

    private InitializerEmitter(Ops tf, List<Integer> dimensions, long seed) {
        this.tf = tf;
        this.dimensions = dimensions;
        this.seed = seed;
    }

    /** Returns the initial values, drawn by the parameter's initializer. */
    public static Operand<TFloat32> emit(Ops tf, Parameter parameter, long seed) {
        InitializerEmitter emitter = new InitializerEmitter(tf, parameter.dimensions(), seed);
        Initializer initializer = parameter.initializer();
        if (initializer instanceof Initializer.Constant constant) {
            return tf.fill(emitter.shape(), tf.constant(constant.value()));
        }
        if (initializer instanceof Initializer.HeNormal) {
            return emitter.truncatedNormal(2 / emitter.inputs());
        }
        if (initializer instanceof Initializer.HeUniform) {
            return emitter.uniform(2 / emitter.inputs());
        }
        if (initializer instanceof Initializer.GlorotNormal) {
            return emitter.truncatedNormal(2 / (emitter.inputs() + emitter.outputs()));
        }
        if (initializer instanceof Initializer.GlorotUniform) {
            return emitter.uniform(2 / (emitter.inputs() + emitter.outputs()));
        }
        if (initializer instanceof Initializer.Orthogonal orthogonal) {
            return emitter.orthogonal(orthogonal.gain());
        }
        throw new IllegalStateException("no operations for the initializer " + initializer);
    }

    private Operand<TFloat32> truncatedNormal(double variance) {
        float deviation = (float) (Math.sqrt(variance) / TRUNCATED_DEVIATION);
        return tf.math.mul(tf.random.statelessTruncatedNormal(shape(), key()), tf.constant(deviation));
    }

    private Operand<TFloat32> uniform(double variance) {
        float limit = (float) Math.sqrt(3 * variance);
        Operand<TFloat32> drawn = tf.random.statelessRandomUniform(shape(), key());
        return tf.math.sub(tf.math.mul(drawn, tf.constant(2 * limit)), tf.constant(limit));
    }

    /**
     * Emits the Q of a normal matrix's QR decomposition, with signs that make it uniformly distributed (Mezzadri 2007).
     */
    private Operand<TFloat32> orthogonal(float gain) {
        long columns = dimensions.get(dimensions.size() - 1);
        long rows = dimensions.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b) / columns;
        long[] tall = {Math.max(rows, columns), Math.min(rows, columns)};
        Qr<TFloat32> qr = tf.linalg.qr(tf.random.statelessRandomNormal(tf.constant(tall), key()));
        Operand<TFloat32> signs = tf.math.sign(tf.linalg.tensorDiagPart(
                tf.slice(qr.r(), tf.constant(new long[2]), tf.constant(new long[] {tall[1], tall[1]}))));
        Operand<TFloat32> drawn = tf.math.mul(tf.math.mul(qr.q(), signs), tf.constant(gain));
        Operand<TFloat32> matrix = rows < columns ? tf.linalg.transpose(drawn, tf.constant(new int[] {1, 0})) : drawn;
        return tf.reshape(matrix, shape());
    }

    private Constant<TInt64> shape() {
        return tf.constant(dimensions.stream().mapToLong(Integer::longValue).toArray());
    }

    private Constant<TInt64> key() {
        return tf.constant(new long[] {seed, 0});
    }

    /** Returns the fan-in: the kernel's area times its input channels; for a bias, its size. */
    private double inputs() {
        return dimensions.size() == 1 ? dimensions.get(0) : area() * dimensions.get(dimensions.size() - 2);
    }

    /** Returns the fan-out: the kernel's area times its filters. */
    private double outputs() {
        return dimensions.size() == 1 ? dimensions.get(0) : area() * dimensions.get(dimensions.size() - 1);
    }

    private double area() {
        return dimensions.stream()
                .limit(dimensions.size() - 2)
                .mapToDouble(Integer::doubleValue)
                .reduce(1, (product, dimension) -> product * dimension);
    }
}
