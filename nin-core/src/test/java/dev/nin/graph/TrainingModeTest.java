// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.model.BatchNorm;
import dev.nin.model.DropPath;
import dev.nin.model.Dropout;
import dev.nin.model.Layer;
import dev.nin.model.SpatialDropout2d;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Tests every layer's output for a batch in training against plain Java in doubles, over the grid of cases. */
class TrainingModeTest {
    private static final double TOLERANCE = 1e-5;
    /** Numbers of values that dropout kept and dropped. */
    private int kept;

    private int dropped;

    @Test
    void valuesAreThoseOfPlainJava() {
        Set<String> kinds = new TreeSet<>();
        try (Graph graph = new Graph();
                Session session = new Session(graph, EmittedCase.NO_REWRITING)) {
            Ops tf = Ops.create(graph);
            Random random = new Random(4);
            List<EmittedCase> emitted = LayerGrid.fitting().stream()
                    .map(each -> EmittedCase.emitForTraining(tf, each, random))
                    .toList();
            Session.Runner runner = session.runner();
            emitted.forEach(each -> runner.fetch(each.output()));
            try (Result result = runner.run()) {
                for (int i = 0; i < emitted.size(); i++) {
                    check(emitted.get(i), Tensors.floats((TFloat32) result.get(i)));
                    kinds.add(emitted.get(i).layerCase().layer().getClass().getSimpleName());
                }
            }
        }
        assertThat(kinds).hasSize(Layer.class.getPermittedSubclasses().length);
        assertThat(kept).isGreaterThan(100);
        assertThat(dropped).isGreaterThan(100);
    }

    private void check(EmittedCase emitted, float[] found) {
        LayerCase layerCase = emitted.layerCase();
        if (layerCase.layer() instanceof Dropout dropout) {
            checkDropped(emitted, found, dropout.rate(), place -> place);
        } else if (layerCase.layer() instanceof SpatialDropout2d dropout) {
            int channels = layerCase.inputs().get(0).channels();
            int example = found.length / EmittedCase.BATCH;
            checkDropped(emitted, found, dropout.rate(), place -> place / example * example + place % channels);
        } else if (layerCase.layer() instanceof DropPath dropPath) {
            int example = found.length / EmittedCase.BATCH;
            checkDropped(emitted, found, dropPath.rate(), place -> place / example * example);
        } else {
            double[] expected =
                    layerCase.layer() instanceof BatchNorm norm ? normalized(emitted, norm) : emitted.expected();
            assertThat(found).as("%s", layerCase).hasSize(expected.length);
            double worst = 0;
            for (int i = 0; i < found.length; i++) {
                worst = Math.max(worst, Math.abs(found[i] - expected[i]));
            }
            assertThat(worst).as("%s", layerCase).isLessThan(TOLERANCE);
        }
    }

    /**
     * Checks that each value is dropped or scaled.
     *
     * @param first returns the index of the first of the values that are dropped together, such as those of a channel
     */
    private void checkDropped(EmittedCase emitted, float[] found, float rate, IntUnaryOperator first) {
        float[] input = emitted.inputs().get(0);
        assertThat(found).hasSameSizeAs(input);
        boolean isScaled = true;
        boolean isTogether = true;
        for (int i = 0; i < found.length; i++) {
            boolean zero = found[i] == 0;
            isScaled &= zero || Math.abs(found[i] - input[i] / (1 - rate)) < TOLERANCE;
            isTogether &= zero == (found[first.applyAsInt(i)] == 0);
            kept += zero ? 0 : 1;
            dropped += zero ? 1 : 0;
        }
        assertThat(isScaled).as("%s", emitted.layerCase()).isTrue();
        assertThat(isTogether).as("%s", emitted.layerCase()).isTrue();
    }

    /** Returns the values normalized by each channel's mean and variance over the batch, not by the moving averages. */
    private static double[] normalized(EmittedCase emitted, BatchNorm layer) {
        float[] input = emitted.inputs().get(0);
        int channels = emitted.layerCase().inputs().get(0).channels();
        double[] sums = new double[channels];
        double[] squares = new double[channels];
        for (int i = 0; i < input.length; i++) {
            sums[i % channels] += input[i];
            squares[i % channels] += (double) input[i] * input[i];
        }
        double[] normalized = new double[input.length];
        double count = (double) input.length / channels;
        for (int i = 0; i < input.length; i++) {
            int channel = i % channels;
            double mean = sums[channel] / count;
            double deviation = Math.sqrt(squares[channel] / count - mean * mean + layer.epsilon());
            normalized[i] = (input[i] - mean) / deviation * parameter(emitted, "gamma", channel)
                    + parameter(emitted, "beta", channel);
        }
        return normalized;
    }

    private static float parameter(EmittedCase emitted, String name, int channel) {
        return Objects.requireNonNull(emitted.parameters().get(name))[channel];
    }
}
