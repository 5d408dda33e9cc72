// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.model.Shape;
import dev.nin.weights.Weights;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Grad-CAM of one image, computed directly from the definition with central differences for each value of the map. */
final class NaiveGradCam {
    private static final float STEP = 1e-2f;

    private final ModelSpec chain;
    private final Weights weights;
    private final String map;

    NaiveGradCam(ModelSpec chain, String map, Weights weights) {
        this.chain = chain;
        this.map = map;
        this.weights = weights;
    }

    double[] heat(float[] values, int label) {
        int channels = chain.shape(map).channels();
        int pixels = values.length / channels;
        double[] importance = new double[channels];
        for (int i = 0; i < values.length; i++) {
            float[] above = values.clone();
            float[] below = values.clone();
            above[i] += STEP;
            below[i] -= STEP;
            double slope = (logits(above)[label] - logits(below)[label]) / ((double) above[i] - below[i]);
            importance[i % channels] += slope / pixels;
        }
        double[] heat = new double[pixels];
        for (int i = 0; i < values.length; i++) {
            heat[i / channels] += importance[i % channels] * values[i];
        }
        scale(heat);
        return heat;
    }

    /** Keeps positive values and scales them to the range 0 to 1. */
    static void scale(double[] heat) {
        double greatest = Arrays.stream(heat).max().orElseThrow();
        for (int i = 0; i < heat.length; i++) {
            heat[i] = greatest > 0 ? Math.max(0, heat[i]) / greatest : 0;
        }
    }

    /** Computes the layers after the map in sequence. */
    private double[] logits(float[] values) {
        Map<String, Shape> shapes = chain.shapes();
        double[] current = new double[0];
        boolean isAfter = false;
        for (Node node : chain.nodes()) {
            if (isAfter) {
                List<Shape> inputs =
                        List.of(Objects.requireNonNull(shapes.get(node.inputs().get(0))));
                Map<String, float[]> parameters = new HashMap<>();
                node.parameters(inputs)
                        .forEach(each ->
                                parameters.put(each.name(), Runs.floats(weights, node.name() + "/" + each.name())));
                float[] input = current.length == 0 ? values : floats(current);
                current = new NaiveLayers(new LayerCase(node.layer(), inputs), List.of(input), parameters).output();
            }
            isAfter |= node.name().equals(map);
        }
        return current;
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
