package example;

import dev.nin.metric.Metric;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The share of images whose rounded count is correct. */
record Exact() implements Metric {
    @Override
    public String name() {
        return "exact";
    }

    @Override
    public Operand<TFloat32> sums(Ops tf, Operand<TFloat32> output, Operand<TFloat32> encoded) {
        Operand<TFloat32> counted = tf.math.rint(tf.math.exp(output));
        return tf.reduceSum(tf.dtypes.cast(tf.math.equal(counted, encoded), TFloat32.class), tf.constant(0));
    }

    @Override
    public double value(double[] sums, long examples) {
        return sums[0] / examples;
    }
}
