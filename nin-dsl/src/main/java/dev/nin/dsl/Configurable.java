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
abstract sealed class Configurable<S> permits Activations {
    private final Stage stage;
    private final int made;

    /**
     * Wraps a stage.
     *
     * @param made how many layers, one behind the other, the user's last call made
     */
    Configurable(Stage stage, int made) {
        this.stage = stage;
        this.made = made;
    }

    /** A stage of the same kind, made by a call of so many layers. */
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
     * The layers of the last call with kernels drawn in another way: {@code x.nin(96, 11, 4, 0).init(he())}.
     *
     * @param initializer how their kernels are drawn
     * @return the last call's result, changed
     * @throws InvalidModelException if the last call made no kernel
     */
    public final S init(Initializer initializer) {
        return of(stage.withInitializer(made, initializer), made);
    }

    /**
     * The convolutions of the last call without a bias, which a batch normalization behind them would undo.
     *
     * @return the last call's result, changed
     * @throws InvalidModelException if the last call made no convolution with a bias
     */
    public final S withoutBias() {
        return of(stage.withoutBias(made), made);
    }

    /**
     * The layers of the last call with a penalty on their kernels in training.
     *
     * @param regularizer the penalty
     * @return the last call's result, changed
     * @throws InvalidModelException if the last call made no kernel
     */
    public final S regularize(Regularizer regularizer) {
        return of(stage.withRegularizer(made, regularizer), made);
    }

    /**
     * The layers of the last call, learning or not. A frozen batch normalization uses its moving averages in training
     * too.
     *
     * @param trainable false to leave their parameters as they are
     * @return the last call's result, changed
     * @throws InvalidModelException if the last call made nothing that learns
     */
    public final S trainable(boolean trainable) {
        return of(stage.withTrainable(made, trainable), made);
    }

    /**
     * This stage with another default initializer for kernels of the layers that follow, instead of He's.
     *
     * @param initializer how their kernels are drawn
     * @return this stage, for the layers that follow
     */
    public final S defaultInit(Initializer initializer) {
        return of(stage.withDefaults(stage.defaults().withInitializer(initializer)), made);
    }

    /**
     * This stage with a default penalty on the kernels of the layers that follow.
     *
     * @param regularizer the penalty
     * @return this stage, for the layers that follow
     */
    public final S defaultRegularizer(Regularizer regularizer) {
        return of(stage.withDefaults(stage.defaults().withRegularizer(regularizer)), made);
    }

    /**
     * This stage with a default of learning or not for the layers that follow.
     *
     * @param trainable false to leave their parameters as they are
     * @return this stage, for the layers that follow
     */
    public final S defaultTrainable(boolean trainable) {
        return of(stage.withDefaults(stage.defaults().withFrozen(!trainable)), made);
    }
}
