// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import com.google.common.collect.Sets;
import dev.nin.model.BatchNorm;
import dev.nin.model.Conv2d;
import dev.nin.model.ConvTranspose2d;
import dev.nin.model.Dense;
import dev.nin.model.DepthwiseConv2d;
import dev.nin.model.Layer;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.weights.Weights;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A model for inference in which the kernel and bias of a layer do the work of the batch normalization after it (Jacob
 * et al. 2018). The layer takes the normalization's name. A layer whose own values are read elsewhere is not changed.
 *
 * @param spec the model with fewer nodes
 * @param weights its weights
 */
record FoldedModel(ModelSpec spec, Weights weights) {
    /**
     * Returns the model without the batch normalizations that can be folded.
     *
     * @param kept the names of nodes whose values are needed
     */
    static FoldedModel of(ModelSpec spec, Weights weights, Set<String> kept) {
        Map<String, Node> folded = folded(spec, kept);
        if (folded.isEmpty()) {
            return new FoldedModel(spec, weights);
        }
        Set<String> replaced = new HashSet<>();
        folded.values().forEach(node -> replaced.add(node.name()));
        List<Node> nodes = new ArrayList<>();
        Weights.Builder values = Weights.builder();
        for (Node node : spec.nodes()) {
            Node layer = folded.get(node.name());
            if (layer != null) {
                Scaling scaling = Scaling.of(node, weights);
                nodes.add(new Node(node.name(), layer.layer().withBias(true), layer.inputs()));
                scaling.putKernel(node.name(), layer, weights, values);
                scaling.putBias(node.name(), layer, weights, values);
            } else if (!replaced.contains(node.name())) {
                nodes.add(node);
            }
        }
        ModelSpec inference = new ModelSpec(spec.name(), nodes, spec.outputs());
        // A folded layer has the normalization's name, under which there was no kernel or bias.
        Sets.intersection(inference.parameters().keySet(), weights.names())
                .forEach(name -> copy(name, weights, values));
        return new FoldedModel(inference, values.build());
    }

    /** Returns the layers to fold by the name of the batch normalization that is their only reader. */
    private static Map<String, Node> folded(ModelSpec spec, Set<String> kept) {
        Map<String, Node> nodes = new HashMap<>();
        Map<String, Integer> readers = new HashMap<>();
        for (Node node : spec.nodes()) {
            nodes.put(node.name(), node);
            node.inputs().forEach(input -> readers.merge(input, 1, Integer::sum));
        }
        Map<String, Node> folded = new HashMap<>();
        for (Node node : spec.nodes()) {
            if (node.layer() instanceof BatchNorm) {
                Node layer = Objects.requireNonNull(nodes.get(node.inputs().get(0)));
                boolean isReadElsewhere = spec.outputs().contains(layer.name())
                        || kept.contains(layer.name())
                        || Objects.requireNonNull(readers.get(layer.name())) > 1;
                if (isLinear(layer.layer()) && !isReadElsewhere) {
                    folded.put(node.name(), layer);
                }
            }
        }
        return folded;
    }

    private static boolean isLinear(Layer layer) {
        return layer instanceof Conv2d
                || layer instanceof DepthwiseConv2d
                || layer instanceof ConvTranspose2d
                || layer instanceof Dense;
    }

    private static void copy(String name, Weights from, Weights.Builder to) {
        to.put(name, from.dimensions(name), array(from.values(name)));
    }

    private static float[] array(FloatBuffer values) {
        float[] array = new float[values.remaining()];
        values.get(array);
        return array;
    }

    /** The factor and offset by which a batch normalization changes each channel. */
    private static final class Scaling {
        private final double[] factors;
        private final double[] offsets;

        private Scaling(double[] factors, double[] offsets) {
            this.factors = factors;
            this.offsets = offsets;
        }

        static Scaling of(Node normalization, Weights weights) {
            String name = normalization.name() + "/";
            float[] gamma = array(weights.values(name + "gamma"));
            float[] beta = array(weights.values(name + "beta"));
            float[] mean = array(weights.values(name + "moving_mean"));
            float[] variance = array(weights.values(name + "moving_variance"));
            double epsilon = ((BatchNorm) normalization.layer()).epsilon();
            double[] factors = new double[gamma.length];
            double[] offsets = new double[gamma.length];
            for (int channel = 0; channel < factors.length; channel++) {
                factors[channel] = gamma[channel] / Math.sqrt(variance[channel] + epsilon);
                offsets[channel] = beta[channel] - mean[channel] * factors[channel];
            }
            return new Scaling(factors, offsets);
        }

        void putKernel(String name, Node layer, Weights from, Weights.Builder to) {
            String old = layer.name() + "/kernel";
            List<Integer> dimensions = from.dimensions(old);
            float[] kernel = array(from.values(old));
            // A transposed convolution's kernel is (height, width, filters, in); others end in their filters.
            int inner = layer.layer() instanceof ConvTranspose2d ? dimensions.get(dimensions.size() - 1) : 1;
            for (int i = 0; i < kernel.length; i++) {
                kernel[i] = (float) (kernel[i] * factors[i / inner % factors.length]);
            }
            to.put(name + "/kernel", dimensions, kernel);
        }

        void putBias(String name, Node layer, Weights from, Weights.Builder to) {
            String old = layer.name() + "/bias";
            float[] bias = from.names().contains(old) ? array(from.values(old)) : new float[factors.length];
            for (int channel = 0; channel < bias.length; channel++) {
                bias[channel] = (float) (bias[channel] * factors[channel] + offsets[channel]);
            }
            to.put(name + "/bias", List.of(bias.length), bias);
        }
    }
}
