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
 * The context for emitting one node into a graph.
 *
 * @param tf operations scoped to the node
 * @param images the images for an input; null for other layers
 * @param inputs the node's inputs in order
 * @param parameters the node's parameters by name
 * @param randomness the key of random draws; null if the node behaves as in inference, which includes frozen nodes
 * @param updates receives the operations that a training step runs in addition to the optimizer's
 */
public record NodeContext(
        Ops tf,
        Optional<Operand<? extends TNumber>> images,
        List<Operand<TFloat32>> inputs,
        Map<String, Operand<TFloat32>> parameters,
        Optional<Randomness> randomness,
        Consumer<Op> updates) {}
