package example;

import dev.nin.optimizer.Optimizer;
import dev.nin.optimizer.VariableUpdate;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Assign;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/** An optimizer that steps by the sign of a moving average of gradients (signum, Bernstein et al. 2018). */
record SignMomentum(float decay) implements Optimizer {
    @Override
    public Op apply(VariableUpdate update) {
        Ops tf = update.tf();
        Variable<TFloat32> average = update.slot("average");
        Operand<TFloat32> mixed = tf.math.add(
                tf.math.mul(average, tf.constant(decay)),
                tf.math.mul(update.gradient(), tf.constant(1 - decay)));
        Assign<TFloat32> remembered = tf.assign(average, mixed);
        return tf.assignSub(update.variable(), tf.math.mul(tf.math.sign(remembered), update.rate()));
    }
}
