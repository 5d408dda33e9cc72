// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.dsl;

import dev.nin.model.Initializer;
import dev.nin.model.InvalidModelException;
import dev.nin.model.Regularizer;

/**
 * A stage of which can be said how the layers of its last call, and those that follow, are drawn and trained.
 *
 * @param <S> the kind of stage that stays the kind it is
 */
sealed interface Configurable<S extends Features<S>> permits Features {
    /**
     * The layers of the last call with kernels drawn in another way: {@code x.nin(96, 11, 4, 0).init(he())}.
     *
     * @param initializer how their kernels are drawn
     * @return the last call's result, changed
     * @throws InvalidModelException if the last call made no kernel
     */
    default S init(Initializer initializer) {
        return self().of(stage().withInitializer(self().made(), initializer), self().made());
    }

    /**
     * The convolutions of the last call without a bias, which a batch normalization behind them would undo.
     *
     * @return the last call's result, changed
     * @throws InvalidModelException if the last call made no convolution with a bias
     */
    default S withoutBias() {
        return self().of(stage().withoutBias(self().made()), self().made());
    }

    /**
     * The layers of the last call with a penalty on their kernels in training.
     *
     * @param regularizer the penalty
     * @return the last call's result, changed
     * @throws InvalidModelException if the last call made no kernel
     */
    default S regularize(Regularizer regularizer) {
        return self().of(stage().withRegularizer(self().made(), regularizer), self().made());
    }

    /**
     * The layers of the last call, learning or not. A frozen batch normalization uses its moving averages in training
     * too.
     *
     * @param trainable false to leave their parameters as they are
     * @return the last call's result, changed
     * @throws InvalidModelException if the last call made nothing that learns
     */
    default S trainable(boolean trainable) {
        return self().of(stage().withTrainable(self().made(), trainable), self().made());
    }

    /**
     * This stage with another default initializer for kernels of the layers that follow, instead of He's.
     *
     * @param initializer how their kernels are drawn
     * @return this stage, for the layers that follow
     */
    default S defaultInit(Initializer initializer) {
        return self().of(stage().withDefaults(stage().defaults().withInitializer(initializer)), self().made());
    }

    /**
     * This stage with a default penalty on the kernels of the layers that follow.
     *
     * @param regularizer the penalty
     * @return this stage, for the layers that follow
     */
    default S defaultRegularizer(Regularizer regularizer) {
        return self().of(stage().withDefaults(stage().defaults().withRegularizer(regularizer)), self().made());
    }

    /**
     * This stage with a default of learning or not for the layers that follow.
     *
     * @param trainable false to leave their parameters as they are
     * @return this stage, for the layers that follow
     */
    default S defaultTrainable(boolean trainable) {
        return self().of(stage().withDefaults(stage().defaults().withFrozen(!trainable)), self().made());
    }

    private Features<S> self() {
        return (Features<S>) this;
    }

    private Stage stage() {
        return self().stage();
    }
}
