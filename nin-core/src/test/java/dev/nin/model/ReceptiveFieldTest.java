// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests for receptive fields against values computed by hand. */
class ReceptiveFieldTest {
    private static final Initializer DRAWN = new Initializer.HeNormal();
    private static final Initializer ZERO = new Initializer.Constant(0);
    private static final Size ONE = Size.square(1);
    private static final Size TWO = Size.square(2);

    @Test
    void theSeedsNetworkSeesMoreWithEachWindow() {
        MaxPool2d pool = new MaxPool2d(Size.square(3), TWO);
        // Each window adds (size - 1) times the product of the strides before it: 1, 4, 8, 16, 32.
        assertThat(fields(
                        conv(11, 4, 0),
                        conv(1, 1, 0),
                        pool,
                        conv(5, 1, 2),
                        pool,
                        conv(3, 1, 1),
                        pool,
                        conv(3, 1, 1),
                        new GlobalAvgPool2d(),
                        new Flatten()))
                .containsExactly(
                        "11×11", "11×11", "19×19", "51×51", "67×67", "99×99", "131×131", "195×195", "all", "all");
    }

    @Test
    void heightAndWidthAreToldApart() {
        assertThat(fields(
                        new Conv2d(1, new Size(3, 5), new Size(2, 1), Padding.same(), DRAWN, ZERO),
                        new AvgPool2d(new Size(4, 1), ONE)))
                // 3 + 3·2 rows, 5 columns.
                .containsExactly("3×5", "9×5");
    }

    @Test
    void dilationSpreadsTheKernel() {
        Conv2d dilated = new Conv2d(1, Size.square(3), ONE, Padding.same(), new Size(4, 2), 1, true, DRAWN, ZERO);
        // 2·4 + 1 rows and 2·2 + 1 columns, then as many more.
        assertThat(fields(dilated, dilated)).containsExactly("9×5", "17×9");
    }

    @Test
    void depthwiseConvolutionsAreWindowsToo() {
        assertThat(fields(
                        new DepthwiseConv2d(1, Size.square(3), TWO, Padding.same(), true, DRAWN, ZERO), conv(3, 1, 1)))
                .containsExactly("3×3", "7×7");
    }

    @Test
    void layersOfSinglePixelsSeeNoMore() {
        assertThat(fields(
                        conv(3, 1, 1),
                        new BatchNorm(0.9f, 1e-3f),
                        new LayerNorm(1e-3f),
                        new Prelu(0.25f),
                        new Activation(Activation.Function.RELU),
                        new LocalResponseNorm(1, 1, 1, 1),
                        new ZeroPadding2d(1, 1, 1, 1),
                        new Dropout(0.5f)))
                .containsOnly("3×3");
    }

    @Test
    void behindAnEnlargementAWindowSeesLess() {
        UpSampling2d twice = new UpSampling2d(TWO, Interpolation.NEAREST);
        // Three new pixels cover two old ones, five cover three.
        assertThat(fields(twice, conv(3, 1, 1))).containsExactly("1×1", "2×2");
        assertThat(fields(twice, conv(5, 1, 2))).containsExactly("1×1", "3×3");
        assertThat(fields(new UpSampling2d(TWO, Interpolation.BILINEAR), conv(3, 1, 1)))
                .containsExactly("2×2", "3×3");
        // A new pixel is covered by at most two kernels of 3 that are 2 apart.
        ConvTranspose2d transposed = new ConvTranspose2d(1, Size.square(3), TWO, Padding.same(), true, DRAWN, ZERO);
        assertThat(fields(transposed)).containsExactly("2×2");
    }

    @Test
    void shuffledPixelsSeeWhatTheirChannelsDid() {
        assertThat(fields(
                        new Conv2d(4, Size.square(3), ONE, Padding.same(), DRAWN, ZERO),
                        new PixelShuffle(2),
                        conv(3, 1, 1)))
                .containsExactly("3×3", "3×3", "4×4");
    }

    @Test
    void groupsAreNormalizedOverTheWholeMap() {
        assertThat(fields(conv(3, 1, 1), new GroupNorm(1, 1e-3f))).containsExactly("3×3", "all");
    }

    @Test
    void whatIsResizedInFrontOfTheNetworkIsTheImage() {
        assertThat(fields(new Resize(Size.square(96)), conv(11, 4, 0))).containsExactly("1×1", "11×11");
        // From 224 to 112: each new row is interpolated from two adjacent rows, two rows further on each time.
        assertThat(fields(conv(3, 1, 1), new Resize(Size.square(112)), conv(3, 1, 1)))
                .containsExactly("3×3", "4×4", "8×8");
    }

    @Test
    void branchesThatMeetSeeWhatTheLargestSees() {
        ModelSpec spec = new ModelSpec(
                "branches",
                List.of(
                        new Node("images", new Input(16, 16, 1, Input.Pixels.UINT8), List.of()),
                        new Node("wide", conv(5, 1, 2), List.of("images")),
                        new Node("narrow", conv(3, 1, 1), List.of("images")),
                        new Node("joined", new Concat(), List.of("narrow", "wide", "images")),
                        new Node("after", conv(3, 1, 1), List.of("joined")),
                        new Node("pooled", new GlobalAvgPool2d(), List.of("after")),
                        new Node("weights", new Conv2d(1, ONE, ONE, Padding.valid(), DRAWN, ZERO), List.of("pooled")),
                        new Node("weighted", new Multiply(), List.of("after", "weights"))),
                List.of("weighted"));
        assertThat(fields(spec)).containsExactly("1×1", "5×5", "3×3", "5×5", "7×7", "all", "all", "all");
    }

    @Test
    void aLayerOfTheUsersOwnHidesWhatIsInFrontOfIt() {
        assertThat(fields(new Custom("gem", Examples.SAME), conv(3, 1, 1), new GlobalAvgPool2d()))
                .containsExactly("?", "?", "all");
        assertThat(fields(new Flatten(), new Custom("gem", Examples.SAME))).containsExactly("all", "all");
    }

    @Test
    void stepsBeyondEveryImageStayNumbers() {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            layers.add(new MaxPool2d(ONE, TWO));
        }
        assertThat(fields(layers.toArray(Layer[]::new))).containsOnly("1×1");
    }

    private static Conv2d conv(int kernel, int stride, int padding) {
        return new Conv2d(1, Size.square(kernel), Size.square(stride), Padding.of(padding), DRAWN, ZERO);
    }

    /** Returns the fields of the layers in sequence on an image of 224×224. */
    private static List<String> fields(Layer... layers) {
        List<Node> nodes =
                new ArrayList<>(List.of(new Node("images", new Input(224, 224, 1, Input.Pixels.UINT8), List.of())));
        for (Layer layer : layers) {
            nodes.add(new Node(
                    "layer" + nodes.size(),
                    layer,
                    List.of(nodes.get(nodes.size() - 1).name())));
        }
        List<String> fields = fields(new ModelSpec("chain", nodes, List.of("layer" + layers.length)));
        return fields.subList(1, fields.size());
    }

    private static List<String> fields(ModelSpec spec) {
        return spec.summary(1).rows().stream()
                .map(row -> row.field().toString())
                .toList();
    }
}
