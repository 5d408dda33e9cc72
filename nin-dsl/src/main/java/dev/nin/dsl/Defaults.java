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
 * What the layers behind a stage are given if nothing else is said of them.
 *
 * @param initializer how kernels are drawn; null for each layer's own default
 * @param regularizer the penalty on kernels
 * @param frozen whether training leaves parameters as they are
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

    /** The penalty and the freezing, where the layer has something to penalize or to freeze. */
    Treatment treatment(Layer layer, List<Shape> inputs) {
        List<Parameter> parameters = layer.parameters(inputs);
        boolean kernel = parameters.stream().anyMatch(Parameter::decays);
        return new Treatment(kernel ? regularizer : Regularizer.NONE, frozen && !parameters.isEmpty());
    }

    /**
     * How training treats one layer.
     *
     * @param regularizer the penalty on its kernel
     * @param frozen whether its parameters stay as they are
     */
    record Treatment(Regularizer regularizer, boolean frozen) {}
}
