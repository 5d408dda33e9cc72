// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.dsl;

import dev.nin.model.Initializer;
import dev.nin.model.Layer;
import dev.nin.model.Parameter;
import dev.nin.model.Regularizer;
import dev.nin.model.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The defaults of the layers after a stage.
 *
 * @param initializer how kernels are drawn; null for each layer's own default
 * @param regularizer the penalty on kernels
 * @param frozen whether training leaves the parameters unchanged
 */
record Defaults(@Nullable Initializer initializer, Regularizer regularizer, boolean frozen) {
    static final Defaults NONE = new Defaults(null, Regularizer.NONE, false);

    Defaults withInitializer(Initializer other) {
        return new Defaults(other, regularizer, frozen);
    }

    Defaults withRegularizer(Regularizer other) {
        return new Defaults(initializer, other, frozen);
    }

    Defaults withFrozen(boolean other) {
        return new Defaults(initializer, regularizer, other);
    }

    Layer applyTo(Layer layer) {
        return initializer == null ? layer : layer.withKernelInitializer(initializer);
    }

    /** Returns the penalty and the freezing that apply to a layer. */
    Treatment treatment(Layer layer, List<Shape> inputs) {
        List<Parameter> parameters = layer.parameters(inputs);
        boolean kernel = parameters.stream().anyMatch(Parameter::decays);
        return new Treatment(kernel ? regularizer : Regularizer.NONE, frozen && !parameters.isEmpty());
    }

    /**
     * The treatment of one layer in training.
     *
     * @param regularizer the penalty on its kernel
     * @param frozen whether its parameters are frozen
     */
    record Treatment(Regularizer regularizer, boolean frozen) {}
}
