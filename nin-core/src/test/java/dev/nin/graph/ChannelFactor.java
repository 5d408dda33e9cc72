// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import dev.nin.graph.layer.CustomOperation;
import dev.nin.model.Custom;
import dev.nin.model.CustomLayer;
import dev.nin.model.Initializer;
import dev.nin.model.Parameter;
import dev.nin.model.Shape;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A custom layer that multiplies each channel by a learned factor. */
final class ChannelFactor implements CustomOperation {
    static final ChannelFactor RULE = new ChannelFactor();
    static final Custom LAYER = new Custom("channel-factor", RULE);
    static final Map<String, CustomLayer> REGISTRY = Map.of("channel-factor", RULE);

    private ChannelFactor() {}

    @Override
    public Shape outputShape(Shape input) {
        return input;
    }

    @Override
    public List<Parameter> parameters(Shape input) {
        return List.of(new Parameter("factor", List.of(input.channels()), new Initializer.Constant(2), true));
    }

    @Override
    public Operand<TFloat32> emit(Ops tf, Operand<TFloat32> input, Map<String, Operand<TFloat32>> parameters) {
        return tf.math.mul(input, Objects.requireNonNull(parameters.get("factor")));
    }
}
