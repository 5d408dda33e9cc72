// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.optimizer;

import dev.nin.InvalidSettingException;
import dev.nin.UserInputException;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.op.train.ApplyMomentum;
import org.tensorflow.types.TFloat32;

/**
 * An optimizer: the rule by which gradients change the weights. The learning rate is fed in each step. A custom
 * optimizer is a record that emits its operation; a run's description contains its {@code toString()}:
 *
 * <pre>{@code
 * record SignDescent() implements Optimizer {
 *     public Op apply(VariableUpdate update) {
 *         Ops tf = update.tf();
 *         return tf.assignSub(update.variable(), tf.math.mul(tf.math.sign(update.gradient()), update.rate()));
 *     }
 * }
 * }</pre>
 */
public interface Optimizer {
    /**
     * Emits the operation that changes a variable.
     *
     * @param update the variable, its gradient, the rate, and slots for the optimizer's state
     * @return the operation that a step runs
     */
    Op apply(VariableUpdate update);

    /** Stochastic gradient descent: w -= rate · g (TensorFlow's ApplyGradientDescent). */
    record Sgd() implements Optimizer {
        @Override
        public Op apply(VariableUpdate update) {
            return update.tf().train.applyGradientDescent(update.variable(), update.rate(), update.gradient());
        }
    }

    /**
     * Gradient descent with momentum: v = momentum · v + g, w -= rate · v; with Nesterov's correction w -= rate · (g +
     * momentum · v) (TensorFlow's ApplyMomentum).
     *
     * @param momentum from 0 up to but not including 1
     * @param nesterov whether to apply Nesterov's correction
     */
    record Momentum(float momentum, boolean nesterov) implements Optimizer {
        /** @throws UserInputException if the momentum is out of its range */
        public Momentum {
            requireFraction("the momentum", momentum);
        }

        @Override
        public Op apply(VariableUpdate update) {
            Ops tf = update.tf();
            return tf.train.applyMomentum(
                    update.variable(),
                    update.slot("momentum"),
                    update.rate(),
                    update.gradient(),
                    tf.constant(momentum),
                    ApplyMomentum.useNesterov(nesterov));
        }
    }

    /**
     * Adam in the paper's more efficient form (Kingma and Ba 2015, end of section 2; TensorFlow's ApplyAdam): epsilon
     * is added before the bias correction.
     *
     * @param beta1 decay of the mean, from 0 up to but not including 1
     * @param beta2 decay of the variance, from 0 up to but not including 1
     * @param epsilon added to the square root of the variance, above 0
     * @param decoupled whether weight decay is subtracted from the weights, w -= rate · decay · w, instead of added to
     *     the gradient: AdamW (Loshchilov and Hutter 2019)
     */
    record Adam(float beta1, float beta2, float epsilon, boolean decoupled) implements Optimizer {
        /** @throws UserInputException if a number is out of its range */
        public Adam {
            requireFraction("Adam's beta1", beta1);
            requireFraction("Adam's beta2", beta2);
            requireAboveZero("Adam's epsilon", epsilon);
        }

        /** The powers of the betas are computed from the step, so they need no state and no ordering. */
        @Override
        public Op apply(VariableUpdate update) {
            Ops tf = update.tf();
            Operand<TFloat32> first = tf.constant(beta1);
            Operand<TFloat32> second = tf.constant(beta2);
            Operand<TFloat32> steps = tf.math.add(tf.dtypes.cast(update.step(), TFloat32.class), tf.constant(1f));
            return tf.train.applyAdam(
                    update.variable(),
                    update.slot("mean"),
                    update.slot("variance"),
                    tf.math.pow(first, steps),
                    tf.math.pow(second, steps),
                    update.rate(),
                    first,
                    second,
                    tf.constant(epsilon),
                    update.gradient());
        }

        @Override
        public boolean decouplesDecay() {
            return decoupled;
        }
    }

    /**
     * Muon (Jordan et al. 2024): momentum with Nesterov's correction, u = g + momentum · v, whose direction is replaced
     * by the nearest one that changes all outputs of a layer equally strongly: w -= rate · 0.2 · √max(rows, columns) ·
     * orthogonalized(u), with a kernel as a matrix of (inputs, outputs). The factor gives updates the size of Adam's
     * (Liu et al. 2025), so that AdamW, with the same rate, updates biases and all else that is no matrix. Weight decay
     * is subtracted from the weights. Its products take the same time for any batch, so large ones are faster.
     *
     * @param momentum from 0 up to but not including 1
     */
    record Muon(float momentum) implements Optimizer {
        private static final Adam OTHERS = new Adam(0.9f, 0.999f, 1e-7f, true);
        private static final float SIZE_OF_ADAM = 0.2f;

        /** @throws UserInputException if the momentum is out of its range */
        public Muon {
            requireFraction("Muon's momentum", momentum);
        }

        @Override
        public Op apply(VariableUpdate update) {
            Shape shape = update.variable().shape();
            long columns = shape.numDimensions() == 0 ? 1 : shape.get(-1);
            long rows = shape.size() / columns;
            if (rows == 1 || columns == 1) {
                return OTHERS.apply(update);
            }
            Ops tf = update.tf();
            Operand<TFloat32> decay = tf.constant(momentum);
            Variable<TFloat32> slot = update.slot("momentum");
            Operand<TFloat32> velocity = tf.assign(slot, tf.math.add(tf.math.mul(slot, decay), update.gradient()));
            Operand<TFloat32> ahead = tf.math.add(update.gradient(), tf.math.mul(velocity, decay));
            Operand<TFloat32> matrix = tf.reshape(ahead, tf.constant(new long[] {rows, columns}));
            Operand<TFloat32> direction =
                    tf.reshape(Orthogonalization.emit(tf, matrix, rows > columns), tf.constant(shape.asArray()));
            float size = SIZE_OF_ADAM * (float) Math.sqrt((double) Math.max(rows, columns));
            return tf.assignSub(
                    update.variable(), tf.math.mul(direction, tf.math.mul(update.rate(), tf.constant(size))));
        }

        @Override
        public boolean decouplesDecay() {
            return true;
        }
    }

    /**
     * RMSProp (Hinton 2012, lecture 6e): s = rho · s + (1 - rho) · g², v = momentum · v + rate · g / √(s + epsilon), w
     * -= v (TensorFlow's ApplyRMSProp).
     *
     * @param rho decay of the mean square, from 0 up to but not including 1
     * @param momentum from 0 up to but not including 1
     * @param epsilon added to the mean square, above 0
     */
    record RmsProp(float rho, float momentum, float epsilon) implements Optimizer {
        /** @throws UserInputException if a number is out of its range */
        public RmsProp {
            requireFraction("RMSProp's rho", rho);
            requireFraction("RMSProp's momentum", momentum);
            requireAboveZero("RMSProp's epsilon", epsilon);
        }

        @Override
        public Op apply(VariableUpdate update) {
            Ops tf = update.tf();
            return tf.train.applyRmsProp(
                    update.variable(),
                    update.slot("mean_square"),
                    update.slot("momentum"),
                    update.rate(),
                    tf.constant(rho),
                    tf.constant(momentum),
                    tf.constant(epsilon),
                    update.gradient());
        }
    }

    /**
     * Returns an optimizer by its command-line name: momentum and nesterov with 0.9, Adam with betas 0.9 and 0.999 and
     * epsilon 1e-7, RMSProp with rho 0.9 and epsilon 1e-7, Muon with 0.95.
     *
     * @param name sgd, momentum, nesterov, adam, adamw, rmsprop or muon
     * @return the optimizer
     * @throws UserInputException if there is no optimizer of that name
     */
    static Optimizer named(String name) {
        return switch (name) {
            case "sgd" -> new Sgd();
            case "momentum" -> new Momentum(0.9f, false);
            case "nesterov" -> new Momentum(0.9f, true);
            case "adam" -> new Adam(0.9f, 0.999f, 1e-7f, false);
            case "adamw" -> new Adam(0.9f, 0.999f, 1e-7f, true);
            case "rmsprop" -> new RmsProp(0.9f, 0, 1e-7f);
            case "muon" -> new Muon(0.95f);
            default ->
                throw new InvalidSettingException(
                        "optimizer",
                        name + " is not known, expected sgd, momentum, nesterov, adam, adamw, rmsprop or muon");
        };
    }

    /**
     * Returns whether weight decay is subtracted from the weights instead of added to the gradient.
     *
     * @return false by default
     */
    default boolean decouplesDecay() {
        return false;
    }

    private static void requireAboveZero(String what, float value) {
        if (!(value > 0) || !Float.isFinite(value)) {
            throw new UserInputException(what + " is " + value + ", expected a number above 0");
        }
    }

    private static void requireFraction(String what, float value) {
        if (!(value >= 0 && value < 1)) {
            throw new UserInputException(what + " is " + value + ", expected at least 0 and below 1");
        }
    }
}
