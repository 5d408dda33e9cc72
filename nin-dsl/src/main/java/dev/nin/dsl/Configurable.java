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
abstract sealed class Configurable<S> permits Activations {
    private final Stage stage;
    private final int made;

    /**
     * Wraps a stage.
     *
     * @param made number of consecutive layers that the user's last call added
     */
    Configurable(Stage stage, int made) {
        this.stage = stage;
        this.made = made;
    }

    /** Returns a stage of the same type, made by a call that added {@code layers} layers. */
    abstract S of(Stage next, int layers);

    final S of(Stage next) {
        return of(next, 1);
    }

    final Stage stage() {
        return stage;
    }

    final int made() {
        return made;
    }

    /**
     * Sets the kernel initializer of the last call's layers: {@code x.nin(96, 11, 4, 0).init(he())}.
     *
     * @param initializer the initializer of their kernels
     * @return the changed result of the last call
     * @throws InvalidModelException if the last call made no kernel
     */
    public final S init(Initializer initializer) {
        return of(stage.withInitializer(made, initializer), made);
    }

    /**
     * Removes the bias from the last call's convolutions, because a batch normalization after them makes it redundant.
     *
     * @return the changed result of the last call
     * @throws InvalidModelException if the last call made no convolution with a bias
     */
    public final S withoutBias() {
        return of(stage.withoutBias(made), made);
    }

    /**
     * Sets a penalty on the kernels of the last call's layers in training.
     *
     * @param regularizer the penalty
     * @return the changed result of the last call
     * @throws InvalidModelException if the last call made no kernel
     */
    public final S regularize(Regularizer regularizer) {
        return of(stage.withRegularizer(made, regularizer), made);
    }

    /**
     * Freezes or unfreezes the layers of the last call. A frozen batch normalization also uses its moving averages in
     * training.
     *
     * @param trainable false to keep their parameters unchanged
     * @return the changed result of the last call
     * @throws InvalidModelException if the last call made no layer with parameters
     */
    public final S trainable(boolean trainable) {
        return of(stage.withTrainable(made, trainable), made);
    }

    /**
     * Sets the default kernel initializer of the layers that follow, instead of He initialization.
     *
     * @param initializer the initializer of their kernels
     * @return this stage, for the layers that follow
     */
    public final S defaultInit(Initializer initializer) {
        return of(stage.withDefaults(stage.defaults().withInitializer(initializer)), made);
    }

    /**
     * Sets the default penalty on the kernels of the layers that follow.
     *
     * @param regularizer the penalty
     * @return this stage, for the layers that follow
     */
    public final S defaultRegularizer(Regularizer regularizer) {
        return of(stage.withDefaults(stage.defaults().withRegularizer(regularizer)), made);
    }

    /**
     * Sets whether the layers that follow are trainable by default.
     *
     * @param trainable false to keep their parameters unchanged
     * @return this stage, for the layers that follow
     */
    public final S defaultTrainable(boolean trainable) {
        return of(stage.withDefaults(stage.defaults().withFrozen(!trainable)), made);
    }
}
