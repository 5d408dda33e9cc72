// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.runtime;

import dev.nin.model.Activation;
import dev.nin.model.BatchNorm;
import dev.nin.model.Conv2d;
import dev.nin.model.ConvTranspose2d;
import dev.nin.model.Dense;
import dev.nin.model.DepthwiseConv2d;
import dev.nin.model.Dropout;
import dev.nin.model.GlobalMaxPool2d;
import dev.nin.model.GroupNorm;
import dev.nin.model.Layer;
import dev.nin.model.LayerNorm;
import dev.nin.model.LocalResponseNorm;
import dev.nin.model.MaxPool2d;
import dev.nin.model.ModelSpec;
import dev.nin.model.ModelSummary;
import dev.nin.model.Multiply;
import dev.nin.model.Node;
import dev.nin.model.Prelu;
import dev.nin.model.Softmax;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Estimates of the native memory that running a model needs, rather too low than too high. */
final class MemoryNeed {
    /** The layers whose gradient depends on their input. */
    private static final Set<Class<? extends Layer>> READ_INPUT = Set.of(
            Conv2d.class,
            ConvTranspose2d.class,
            DepthwiseConv2d.class,
            Dense.class,
            BatchNorm.class,
            GroupNorm.class,
            LayerNorm.class,
            LocalResponseNorm.class,
            MaxPool2d.class,
            GlobalMaxPool2d.class,
            Multiply.class,
            Prelu.class);

    /** The layers whose gradient depends on their output, or on drawn values of its size. */
    private static final Set<Class<? extends Layer>> READ_OUTPUT =
            Set.of(Activation.class, Softmax.class, MaxPool2d.class, Dropout.class);

    /** Outputs of the largest size that the backward pass has at the same time, as measured. */
    private static final double BACKWARD = 3;

    private static final double HALF = 0.5;

    private MemoryNeed() {}

    /**
     * Estimates a step of training: the outputs that the backward pass reads, the largest ones that it computes, and
     * the weights with their copies.
     *
     * @param batch number of images
     * @param copies arrays per weight: the weight itself, its gradient, the optimizer's state
     * @param isMixed whether most outputs are 16-bit floats
     */
    static double training(ModelSpec spec, int batch, int copies, boolean isMixed) {
        Set<String> kept = kept(spec);
        double outputs = 0;
        double largest = 0;
        for (ModelSummary.Row row : spec.summary(1).rows()) {
            if (kept.contains(row.node().name())) {
                outputs += row.bytes(batch);
                largest = Math.max(largest, row.bytes(batch));
            }
        }
        return (outputs + BACKWARD * largest) * (isMixed ? HALF : 1) + copies * parameters(spec);
    }

    /** Returns the nodes whose output the backward pass reads. */
    private static Set<String> kept(ModelSpec spec) {
        Set<String> fixed = fixed(spec);
        Set<String> kept = new HashSet<>();
        for (Node node : spec.nodes()) {
            if (fixed.contains(node.name())) {
                continue;
            }
            if (READ_OUTPUT.contains(node.layer().getClass())) {
                kept.add(node.name());
            }
            if (READ_INPUT.contains(node.layer().getClass())) {
                kept.addAll(node.inputs());
            }
        }
        return kept;
    }

    /**
     * Estimates the prediction of a batch: the most that is kept at the same time, when each output is freed after the
     * last layer that reads it, and the weights.
     *
     * @param images number of images in the batch
     */
    static double inference(ModelSpec spec, int images) {
        List<ModelSummary.Row> rows = spec.summary(1).rows();
        Map<String, Integer> last = new HashMap<>();
        Map<String, Double> bytes = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            Node node = rows.get(i).node();
            bytes.put(node.name(), rows.get(i).bytes(images));
            last.put(node.name(), i);
            for (String input : node.inputs()) {
                last.put(input, i);
            }
        }
        double live = 0;
        double most = 0;
        for (int i = 0; i < rows.size(); i++) {
            Node node = rows.get(i).node();
            live += rows.get(i).bytes(images);
            most = Math.max(most, live);
            Set<String> done = new HashSet<>(node.inputs());
            done.add(node.name());
            for (String each : done) {
                if (last.getOrDefault(each, -1) == i) {
                    live -= bytes.getOrDefault(each, 0.0);
                }
            }
        }
        return most + parameters(spec);
    }

    /** Returns the nodes whose output does not depend on anything that is trained. */
    private static Set<String> fixed(ModelSpec spec) {
        Set<String> fixed = new HashSet<>();
        for (Node node : spec.nodes()) {
            boolean isTrained = node
                    .parameters(node.inputs().stream().map(spec::shape).toList())
                    .stream()
                    .anyMatch(parameter -> parameter.trainable());
            if (!isTrained && fixed.containsAll(node.inputs())) {
                fixed.add(node.name());
            }
        }
        return fixed;
    }

    private static double parameters(ModelSpec spec) {
        return spec.parameters().values().stream()
                        .mapToDouble(parameter -> (double) parameter.size())
                        .sum()
                * Float.BYTES;
    }
}
