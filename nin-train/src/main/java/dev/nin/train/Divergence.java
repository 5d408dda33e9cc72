// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import dev.nin.train.progress.Evaluation;
import dev.nin.weights.Weights;
import java.nio.FloatBuffer;

/** Checks that losses and weights are numbers, so that no checkpoint of a diverged training is written. */
final class Divergence {
    private Divergence() {}

    /**
     * Checks the loss of a step.
     *
     * @param step number of the step, from 1
     * @param epoch number of its epoch, from 1
     * @throws DivergedException if the loss is infinite or NaN
     */
    static void require(float loss, long step, int epoch, double rate) {
        if (!Float.isFinite(loss)) {
            throw new DivergedException(
                    "the loss is " + loss + " in step " + step + ", expected a number" + remedy(epoch, rate));
        }
    }

    /**
     * Checks the loss at the end of an epoch.
     *
     * @param images which images were evaluated
     * @throws DivergedException if the loss is infinite or NaN
     */
    static void require(Evaluation found, String images, int epoch, double rate) {
        if (!Double.isFinite(found.loss())) {
            throw new DivergedException("the " + images + " loss is " + found.loss() + " after epoch " + epoch
                    + ", expected a number" + remedy(epoch, rate));
        }
    }

    /**
     * Checks weights.
     *
     * @throws DivergedException if one is infinite or NaN
     */
    static void require(Weights weights, int epoch, double rate) {
        for (String name : weights.names()) {
            FloatBuffer values = weights.values(name);
            while (values.hasRemaining()) {
                float value = values.get();
                if (!Float.isFinite(value)) {
                    throw new DivergedException("a weight of " + name + " is " + value + " in epoch " + epoch
                            + ", expected numbers" + remedy(epoch, rate));
                }
            }
        }
    }

    private static String remedy(int epoch, double rate) {
        return "; lower the learning rate, which is " + rate + " there"
                + (epoch == 1 ? "" : "; the checkpoints up to epoch " + (epoch - 1) + " are usable");
    }
}
