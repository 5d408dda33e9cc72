// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nin.dsl.FeatureMap;
import dev.nin.dsl.Nin;
import dev.nin.graph.CompiledModel;
import dev.nin.graph.GraphCompiler;
import dev.nin.graph.Mode;
import dev.nin.model.BatchNorm;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.model.Padding;
import dev.nin.model.Parameter;
import dev.nin.model.Size;
import dev.nin.weights.Weights;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** Tests batch normalizations folded into the layers before them. */
class FoldedModelTest {
    private static final FeatureMap IMAGE = Nin.image(9, 8, 3);

    @Test
    void everyKindOfLayerGivesTheSameValues() {
        ModelSpec spec = IMAGE.conv2d(6, Size.square(3), Size.square(2), Padding.same(), Size.square(1), 3)
                .withoutBias()
                .batchNorm()
                .relu()
                .depthwiseConv2d(3, 1, 1)
                .batchNorm()
                .relu6()
                .convTranspose2d(5, 3, 2, 1)
                .batchNorm()
                .flatten()
                .dense(7)
                .batchNorm()
                .build("chain");
        Weights weights = drawn(spec);

        FoldedModel folded = FoldedModel.of(spec, weights, Set.of());

        assertThat(folded.spec().nodes()).noneMatch(node -> node.layer() instanceof BatchNorm);
        assertThat(folded.spec().nodes()).hasSize(spec.nodes().size() - 4);
        assertThat(folded.weights().names())
                .isEqualTo(folded.spec().parameters().keySet());
        float[] expected = values(spec, weights);
        float[] found = values(folded.spec(), folded.weights());
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i] / expected[i]).isCloseTo(1, within(1e-5f));
        }
    }

    @Test
    void aLayerThatIsReadElsewhereStays() {
        FeatureMap shared = IMAGE.conv2d(4, 3).named("shared");
        ModelSpec branched = Nin.add(shared.batchNorm().relu(), shared).build("branched");
        ModelSpec chain = IMAGE.conv2d(4, 3).named("wanted").batchNorm().build("chain");
        ModelSpec plain = IMAGE.maxPool(2, 2).batchNorm().build("plain");

        assertThat(FoldedModel.of(branched, drawn(branched), Set.of()).spec()).isEqualTo(branched);
        assertThat(FoldedModel.of(chain, drawn(chain), Set.of("wanted")).spec()).isEqualTo(chain);
        assertThat(FoldedModel.of(chain, drawn(chain), Set.of()).spec().shapes())
                .doesNotContainKey("wanted");
        assertThat(FoldedModel.of(plain, drawn(plain), Set.of()).spec()).isEqualTo(plain);
    }

    @Test
    void theFoldedLayerHasTheNormalizationsName() {
        ModelSpec spec = IMAGE.conv2d(4, 3).batchNorm().named("norm").relu().build("named");

        List<Node> nodes = FoldedModel.of(spec, drawn(spec), Set.of()).spec().nodes();

        assertThat(nodes).extracting(Node::name).contains("norm").doesNotContain("conv2d_1");
    }

    /** Returns weights that are neither 0 nor 1, with variances above 0. */
    private static Weights drawn(ModelSpec spec) {
        SplittableRandom random = new SplittableRandom(3);
        Weights.Builder weights = Weights.builder();
        for (Map.Entry<String, Parameter> each : spec.parameters().entrySet()) {
            float[] values = new float[Math.toIntExact(each.getValue().size())];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextDouble(0.1, 1);
            }
            weights.put(each.getKey(), each.getValue().dimensions(), values);
        }
        return weights.build();
    }

    private static float[] values(ModelSpec spec, Weights weights) {
        byte[] pixels = TestModels.pixels(2, 9, 8, 3);
        try (CompiledModel model = GraphCompiler.compile(spec, Mode.frozen(weights));
                Session session = new Session(model.graph());
                TUint8 images = TUint8.tensorOf(Shape.of(2, 9, 8, 3), DataBuffers.of(pixels, true, false));
                Result result = session.runner()
                        .feed(model.input(), images)
                        .fetch(model.logits())
                        .run()) {
            float[] values = new float[(int) result.get(0).size()];
            ((TFloat32) result.get(0)).asRawTensor().data().asFloats().read(values);
            return values;
        }
    }
}
