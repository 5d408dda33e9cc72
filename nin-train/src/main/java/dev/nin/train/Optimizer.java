package dev.nin.train;

import dev.nin.model.UserInputException;

/** How gradients change the weights; the learning rate is given anew each step. */
public sealed interface Optimizer {
    /** Stochastic gradient descent: w -= rate · g (TensorFlow's ApplyGradientDescent). */
    record Sgd() implements Optimizer {}

    /**
     * Gradient descent with momentum: v = momentum · v + g, w -= rate · v; with Nesterov's correction w -= rate · (g +
     * momentum · v) (TensorFlow's ApplyMomentum).
     *
     * @param momentum from 0 up to but not including 1
     * @param nesterov whether Nesterov's correction applies
     */
    record Momentum(float momentum, boolean nesterov) implements Optimizer {
        /** @throws UserInputException if the momentum is out of its range */
        public Momentum {
            requireFraction("the momentum", momentum);
        }
    }

    /**
     * Adam in the form that the paper gives for efficiency (Kingma and Ba 2015, end of section 2; TensorFlow's
     * ApplyAdam): epsilon is added before the bias is corrected.
     *
     * @param beta1 decay of the mean, from 0 up to but not including 1
     * @param beta2 decay of the variance, from 0 up to but not including 1
     * @param epsilon added to the deviation, above 0
     */
    record Adam(float beta1, float beta2, float epsilon) implements Optimizer {
        /** @throws UserInputException if a number is out of its range */
        public Adam {
            requireFraction("Adam's beta1", beta1);
            requireFraction("Adam's beta2", beta2);
            if (!(epsilon > 0) || !Float.isFinite(epsilon)) {
                throw new UserInputException("Adam's epsilon is " + epsilon + ", expected a number above 0");
            }
        }
    }

    /**
     * An optimizer by its name on the command line: momentum and nesterov of 0.9, Adam with 0.9, 0.999 and 1e-7.
     *
     * @param name sgd, momentum, nesterov or adam
     * @return the optimizer
     * @throws UserInputException if there is none of that name
     */
    static Optimizer named(String name) {
        return switch (name) {
            case "sgd" -> new Sgd();
            case "momentum" -> new Momentum(0.9f, false);
            case "nesterov" -> new Momentum(0.9f, true);
            case "adam" -> new Adam(0.9f, 0.999f, 1e-7f);
            default ->
                throw new UserInputException(
                        "--optimizer " + name + " is not known, expected sgd, momentum, nesterov or adam");
        };
    }

    private static void requireFraction(String what, float value) {
        if (!(value >= 0 && value < 1)) {
            throw new UserInputException(what + " is " + value + ", expected at least 0 and below 1");
        }
    }
}
