// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph.layer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * The place in a graph where one node is emitted.
 *
 * @param tf scoped to the node
 * @param images what an input is given; empty for other layers
 * @param inputs the node's inputs in order
 * @param parameters the node's parameters by name
 * @param randomness the key of random draws; empty where the node behaves as in inference, where it is frozen too
 * @param updates takes the operations that a training step runs besides the optimizer's
 */
public record NodeContext(
        Ops tf,
        Optional<Operand<? extends TNumber>> images,
        List<Operand<TFloat32>> inputs,
        Map<String, Operand<TFloat32>> parameters,
        Optional<Randomness> randomness,
        Consumer<Op> updates) {}
