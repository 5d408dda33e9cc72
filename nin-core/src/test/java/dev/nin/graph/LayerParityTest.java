// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.model.InvalidModelException;
import dev.nin.model.Layer;
import dev.nin.model.ModelJson;
import dev.nin.model.ModelSpec;
import dev.nin.model.Normalize;
import dev.nin.model.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Tests every layer's Java rules against TensorFlow's shapes, a naive reference, and JSON, over a grid of cases. */
class LayerParityTest {
    private static final double TOLERANCE = 1e-5;

    @Test
    void everyKindOfLayerHasACaseThatFits() {
        assertThat(LayerGrid.fitting().stream()
                        .<Class<?>>map(each -> each.layer().getClass())
                        .collect(Collectors.toSet()))
                .containsAll(Arrays.asList(Layer.class.getPermittedSubclasses()));
    }

    @Test
    void theGridIsLargeAndHasCasesThatDoNotFit() {
        assertThat(LayerGrid.fitting()).hasSizeGreaterThan(700);
        assertThat(LayerGrid.all()).hasSizeGreaterThan(LayerGrid.fitting().size() + 100);
    }

    @Test
    void shapesAreThoseTensorFlowInfers() {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Random random = new Random(1);
            for (LayerCase each : LayerGrid.fitting()) {
                Shape shape = each.layer().outputShape(each.inputs());
                List<Integer> expected = new ArrayList<>(List.of(-1));
                expected.addAll(shape.dimensions());
                assertThat(EmittedCase.emit(tf, each, random).output().shape().asArray())
                        .as("%s", each)
                        .isEqualTo(Tensors.shape(expected).asArray());
            }
        }
    }

    @Test
    void whatJavaRefusesTensorFlowRefusesToo() {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            for (LayerCase each : LayerGrid.all()) {
                // TensorFlow would broadcast one channel to two.
                boolean broadcast = each.layer() instanceof Normalize;
                if (!each.fits() && !broadcast) {
                    assertThat(emits(tf, each)).as("%s", each).isFalse();
                }
            }
        }
    }

    @Test
    void valuesAreThoseOfANaiveReference() {
        try (Graph graph = new Graph();
                Session session = new Session(graph, EmittedCase.NO_REWRITING)) {
            Ops tf = Ops.create(graph);
            Random random = new Random(2);
            List<EmittedCase> emitted = LayerGrid.fitting().stream()
                    .map(each -> EmittedCase.emit(tf, each, random))
                    .toList();
            Session.Runner runner = session.runner();
            emitted.forEach(each -> runner.fetch(each.output()));
            try (Result result = runner.run()) {
                for (int i = 0; i < emitted.size(); i++) {
                    assertClose(emitted.get(i), Tensors.floats((TFloat32) result.get(i)));
                }
            }
        }
    }

    @Test
    void aModelWithTheLayerSurvivesJson() {
        for (LayerCase each : LayerGrid.fitting()) {
            ModelSpec spec = each.spec();
            assertThat(ModelJson.read(ModelJson.write(spec), ChannelFactor.REGISTRY))
                    .isEqualTo(spec);
        }
    }

    private static void assertClose(EmittedCase emitted, float[] found) {
        double[] expected = emitted.expected();
        assertThat(found).as("%s", emitted.layerCase()).hasSize(expected.length);
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            worst = Math.max(worst, Math.abs(found[i] - expected[i]));
        }
        assertThat(worst).as("%s", emitted.layerCase()).isLessThan(TOLERANCE);
    }

    private static boolean emits(Ops tf, LayerCase each) {
        try {
            EmittedCase.emit(tf, each, new Random(3));
            return true;
        } catch (IllegalArgumentException | InvalidModelException e) {
            return false;
        }
    }
}
