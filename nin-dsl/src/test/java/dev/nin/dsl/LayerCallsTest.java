// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.dsl;

import static dev.nin.dsl.Nin.image;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.model.Conv2d;
import dev.nin.model.DropPath;
import dev.nin.model.Interpolation;
import dev.nin.model.Layer;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.model.Padding;
import dev.nin.model.Size;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that each call of the DSL adds its layer, and that branches can be joined. */
class LayerCallsTest {
    private static final FeatureMap MAP = image(12, 12, 3).conv2d(8, 3);
    private static final Size TALL = new Size(3, 1);
    private static final Size STEP = new Size(2, 1);
    private static final Padding ONE_SIDED = Padding.of(0, 2, 3, 0);

    static Stream<Arguments> calls() {
        return Stream.of(
                Arguments.of(MAP.dilatedConv2d(4, 3, 2), "10×10×4", "conv2d(4, 3, 1, same)"),
                Arguments.of(MAP.groupedConv2d(6, 3, 1, 1, 2), "10×10×6", "conv2d(6, 3, 1, 1)"),
                Arguments.of(MAP.depthwiseConv2d(3, 2, 1), "5×5×8", "depthwiseConv2d(3, 2, 1)"),
                Arguments.of(MAP.separableConv2d(5, 3, 2, 1), "5×5×5", "conv2d(5, 1, 1, 0)"),
                Arguments.of(MAP.convTranspose2d(4, 4, 2, 1), "20×20×4", "convTranspose2d(4, 4, 2, 1)"),
                Arguments.of(MAP.conv2d(4, TALL, STEP, ONE_SIDED), "5×13×4", "conv2d(4, 3×1, 2×1, 0,2,3,0)"),
                Arguments.of(MAP.conv2d(4, TALL, STEP, Padding.same(), TALL, 2), "5×10×4", "conv2d(4, 3×1, 2×1, same)"),
                Arguments.of(MAP.groupedConv2d(4, 3, 2, ONE_SIDED, 4), "5×6×4", "conv2d(4, 3, 2, 0,2,3,0)"),
                Arguments.of(MAP.depthwiseConv2d(3, 2, ONE_SIDED), "5×6×8", "depthwiseConv2d(3, 2, 0,2,3,0)"),
                Arguments.of(
                        MAP.depthwiseConv2d(TALL, STEP, ONE_SIDED), "5×13×8", "depthwiseConv2d(3×1, 2×1, 0,2,3,0)"),
                Arguments.of(MAP.separableConv2d(5, 3, 2, Padding.same()), "5×5×5", "conv2d(5, 1, 1, 0)"),
                Arguments.of(MAP.separableConv2d(5, TALL, STEP, Padding.same()), "5×10×5", "conv2d(5, 1, 1, 0)"),
                Arguments.of(MAP.convTranspose2d(4, 3, 2, Padding.same()), "20×20×4", "convTranspose2d(4, 3, 2, same)"),
                Arguments.of(
                        MAP.convTranspose2d(4, TALL, STEP, ONE_SIDED),
                        "19×7×4",
                        "convTranspose2d(4, 3×1, 2×1, 0,2,3,0)"),
                Arguments.of(MAP.maxPool(TALL, STEP, Padding.of(0, 2, 0, 0)), "5×10×8", "maxPool(3×1, 2×1, 0,2,0,0)"),
                Arguments.of(MAP.avgPool(TALL, STEP, Padding.of(2, 0, 0, 0)), "5×10×8", "avgPool(3×1, 2×1, 2,0,0,0)"),
                Arguments.of(MAP.nin(List.of(6, 5, 4), TALL, STEP, ONE_SIDED), "5×13×4", "relu()"),
                Arguments.of(MAP.zeroPadding(0, 1, 2, 3), "11×15×8", "zeroPadding(0, 1, 2, 3)"),
                Arguments.of(MAP.cropping(0, 1, 2, 3), "9×5×8", "cropping(0, 1, 2, 3)"),
                Arguments.of(MAP.upSampling(2, Interpolation.BILINEAR), "20×20×8", "upSampling(2)"),
                Arguments.of(MAP.upSampling(2), "20×20×8", "upSampling(2)"),
                Arguments.of(MAP.zeroPadding(2), "14×14×8", "zeroPadding(2, 2, 2, 2)"),
                Arguments.of(MAP.cropping(2), "6×6×8", "cropping(2, 2, 2, 2)"),
                Arguments.of(MAP.localResponseNorm(), "10×10×8", "localResponseNorm(2, 2.0, 1.0E-4, 0.75)"),
                Arguments.of(MAP.spatialDropout(0.5), "10×10×8", "spatialDropout(0.5)"),
                Arguments.of(MAP.dropPath(0.5), "10×10×8", "dropPath(0.5)"),
                Arguments.of(MAP.globalAvgPool().dropPath(0.5), "8", "dropPath(0.5)"),
                Arguments.of(MAP.batchNorm(), "10×10×8", "batchNorm()"),
                Arguments.of(MAP.groupNorm(4), "10×10×8", "groupNorm(4)"),
                Arguments.of(MAP.groupNorm(8, 1e-3), "10×10×8", "groupNorm(8)"),
                Arguments.of(MAP.pixelShuffle(2), "20×20×2", "pixelShuffle(2)"),
                Arguments.of(MAP.layerNorm(), "10×10×8", "layerNorm()"),
                Arguments.of(MAP.softmax(), "10×10×8", "softmax()"),
                Arguments.of(MAP.gelu(), "10×10×8", "gelu()"),
                Arguments.of(MAP.swish(), "10×10×8", "swish()"),
                Arguments.of(MAP.relu6(), "10×10×8", "relu6()"),
                Arguments.of(MAP.hardSwish(), "10×10×8", "hard_swish()"),
                Arguments.of(MAP.prelu(), "10×10×8", "prelu(0.25)"),
                Arguments.of(MAP.globalAvgPool().prelu(-1), "8", "prelu(-1.0)"),
                Arguments.of(MAP.elu(), "10×10×8", "elu()"),
                Arguments.of(MAP.leakyRelu(), "10×10×8", "leaky_relu()"),
                Arguments.of(MAP.scale(2, 1), "10×10×8", "scale(2.0, 1.0)"),
                Arguments.of(MAP.resize(5, 6, Interpolation.NEAREST), "5×6×8", "resize(5, 6)"),
                Arguments.of(MAP.globalMaxPool(), "8", "flatten()"),
                Arguments.of(MAP.globalAvgPool().batchNorm(), "8", "batchNorm()"));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void makesItsLayer(Features<?> stage, String shape, String call) {
        assertThat(stage.shape()).hasToString(shape);
        assertThat(last(stage.build("m")).call()).isEqualTo(call);
    }

    @Test
    void dilationAndGroupsAreTheLayers() {
        Conv2d dilated = (Conv2d) last(MAP.dilatedConv2d(4, 3, 2).build("m"));
        assertThat(dilated.dilation()).isEqualTo(Size.square(2));
        assertThat(((Conv2d) last(MAP.groupedConv2d(6, 3, 1, 1, 2).build("m"))).groups())
                .isEqualTo(2);
    }

    @Test
    void branchesShareTheirPrefixAndJoin() {
        FeatureMap joined = MAP.branch(
                        a -> a.conv2d(4, 1), b -> b.conv2d(2, 3, 1, 1).relu(), c -> c)
                .concat();

        assertThat(joined.shape()).hasToString("10×10×14");
        ModelSpec spec = joined.globalAvgPool().build("inception");
        assertThat(names(spec))
                .containsExactly(
                        "images",
                        "conv2d_1",
                        "conv2d_2",
                        "conv2d_3",
                        "relu_1",
                        "concat_1",
                        "global_avg_pool_1",
                        "flatten_1");
        assertThat(spec.nodes().get(5).inputs()).containsExactly("conv2d_2", "relu_1", "conv2d_1");
    }

    @Test
    void aResidualAddsItsStart() {
        ModelSpec spec = MAP.residual(r -> r.relu().conv2d(8, 3, 1, 1)).build("residual");

        assertThat(spec.nodes().get(4).inputs()).containsExactly("conv2d_2", "conv2d_1");
    }

    @Test
    void aResidualWithStochasticDepthDropsItsBody() {
        ModelSpec spec = MAP.residual(r -> r.relu(), 0.25).build("residual");

        assertThat(names(spec)).containsExactly("images", "conv2d_1", "relu_1", "drop_path_1", "add_1");
        assertThat(spec.nodes().get(3).layer()).isEqualTo(new DropPath(0.25f));
        assertThat(spec.nodes().get(4).inputs()).containsExactly("drop_path_1", "conv2d_1");
        assertThat(MAP.residual(r -> r.relu(), 0).build("residual"))
                .isEqualTo(MAP.residual(r -> r.relu()).build("residual"));
    }

    @Test
    void squeezeAndExcitationWeighsChannels() {
        ModelSpec spec = MAP.squeezeExcite(4).build("squeeze");

        assertThat(names(spec))
                .containsExactly(
                        "images",
                        "conv2d_1",
                        "global_avg_pool_1",
                        "conv2d_2",
                        "relu_1",
                        "conv2d_3",
                        "sigmoid_1",
                        "multiply_1");
        assertThat(spec.shape("conv2d_2")).hasToString("1×1×2");
        assertThat(spec.shape("multiply_1")).hasToString("10×10×8");
    }

    private static Layer last(ModelSpec spec) {
        return spec.nodes().get(spec.nodes().size() - 1).layer();
    }

    private static List<String> names(ModelSpec spec) {
        return spec.nodes().stream().map(Node::name).toList();
    }
}
