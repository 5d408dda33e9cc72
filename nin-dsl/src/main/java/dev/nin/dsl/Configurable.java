// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.dsl;

import dev.nin.model.Initializer;
import dev.nin.model.InvalidModelException;
import dev.nin.model.Regularizer;

/**
 * A stage with methods that configure how the layers of its last call, or the layers that follow, are initialized and
 * trained.
 *
 * @param <S> the concrete type of the stage
 */
sealed interface Configurable<S extends Features<S>> permits Features {
    /**
     * Sets the kernel initializer of the last call's layers: {@code x.nin(96, 11, 4, 0).init(he())}.
     *
     * @param initializer the initializer of their kernels
     * @return the changed result of the last call
     * @throws InvalidModelException if the last call made no kernel
     */
    default S init(Initializer initializer) {
        return self().of(stage().withInitializer(self().made(), initializer), self().made());
    }

    /**
     * Removes the bias from the last call's convolutions, because a batch normalization after them makes it redundant.
     *
     * @return the changed result of the last call
     * @throws InvalidModelException if the last call made no convolution with a bias
     */
    default S withoutBias() {
        return self().of(stage().withoutBias(self().made()), self().made());
    }

    /**
     * Sets a penalty on the kernels of the last call's layers in training.
     *
     * @param regularizer the penalty
     * @return the changed result of the last call
     * @throws InvalidModelException if the last call made no kernel
     */
    default S regularize(Regularizer regularizer) {
        return self().of(stage().withRegularizer(self().made(), regularizer), self().made());
    }

    /**
     * Freezes or unfreezes the layers of the last call. A frozen batch normalization also uses its moving averages in
     * training.
     *
     * @param trainable false to keep their parameters unchanged
     * @return the changed result of the last call
     * @throws InvalidModelException if the last call made no layer with parameters
     */
    default S trainable(boolean trainable) {
        return self().of(stage().withTrainable(self().made(), trainable), self().made());
    }

    /**
     * Sets the default kernel initializer of the layers that follow, instead of He initialization.
     *
     * @param initializer the initializer of their kernels
     * @return this stage, for the layers that follow
     */
    default S defaultInit(Initializer initializer) {
        return self().of(stage().withDefaults(stage().defaults().withInitializer(initializer)), self().made());
    }

    /**
     * Sets the default penalty on the kernels of the layers that follow.
     *
     * @param regularizer the penalty
     * @return this stage, for the layers that follow
     */
    default S defaultRegularizer(Regularizer regularizer) {
        return self().of(stage().withDefaults(stage().defaults().withRegularizer(regularizer)), self().made());
    }

    /**
     * Sets whether the layers that follow are trainable by default.
     *
     * @param trainable false to keep their parameters unchanged
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
