// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.model.Activation;
import dev.nin.model.Add;
import dev.nin.model.AvgPool2d;
import dev.nin.model.BatchNorm;
import dev.nin.model.Concat;
import dev.nin.model.Conv2d;
import dev.nin.model.ConvTranspose2d;
import dev.nin.model.Cropping2d;
import dev.nin.model.DepthwiseConv2d;
import dev.nin.model.DropPath;
import dev.nin.model.Dropout;
import dev.nin.model.Flatten;
import dev.nin.model.GlobalAvgPool2d;
import dev.nin.model.GlobalMaxPool2d;
import dev.nin.model.GroupNorm;
import dev.nin.model.Initializer;
import dev.nin.model.Input;
import dev.nin.model.Interpolation;
import dev.nin.model.Layer;
import dev.nin.model.LayerNorm;
import dev.nin.model.LocalResponseNorm;
import dev.nin.model.MaxPool2d;
import dev.nin.model.Multiply;
import dev.nin.model.Normalize;
import dev.nin.model.Padding;
import dev.nin.model.PixelShuffle;
import dev.nin.model.Prelu;
import dev.nin.model.Resize;
import dev.nin.model.Scale;
import dev.nin.model.Size;
import dev.nin.model.Softmax;
import dev.nin.model.SpatialDropout2d;
import dev.nin.model.UpSampling2d;
import dev.nin.model.ZeroPadding2d;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests TensorFlow's gradients through every layer against central finite differences. */
class GradientTest {
    private static final Size ONE = Size.square(1);
    private static final Size TWO = Size.square(2);
    private static final Size THREE = Size.square(3);

    @Test
    void everyKindOfLayerButTheInputHasACase() {
        List<Class<?>> expected = new ArrayList<>(Arrays.asList(Layer.class.getPermittedSubclasses()));
        expected.remove(Input.class);
        assertThat(layers().<Class<?>>map(Layer::getClass).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void gradientsAreThoseOfFiniteDifferences(Layer layer) {
        try (GradientBench bench = new GradientBench(layer)) {
            double[] gradients = bench.gradients();
            double[] differences = bench.differences();
            assertThat(gradients).hasSameSizeAs(differences);
            assertThat(Arrays.stream(differences).filter(difference -> Math.abs(difference) > 0.05))
                    .as("differences that say something")
                    .isNotEmpty();
            for (int i = 0; i < gradients.length; i++) {
                double allowed = GradientBench.TOLERANCE * (1 + Math.abs(differences[i]));
                assertThat(Math.abs(gradients[i] - differences[i]))
                        .as("%s: gradient %s, difference %s", bench.element(i), gradients[i], differences[i])
                        .isLessThan(allowed);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("layersInFloat64")
    void inFloat64TheyAgreeToATenMillionth(Layer layer) {
        try (GradientBench bench = new GradientBench(layer)) {
            double[][] both = bench.gradientsAndDifferencesInFloat64();
            assertThat(both[0]).hasSameSizeAs(both[1]);
            for (int i = 0; i < both[0].length; i++) {
                assertThat(Math.abs(both[0][i] - both[1][i]))
                        .as("%s: gradient %s, difference %s", bench.element(i), both[0][i], both[1][i])
                        .isLessThan(GradientBench.TOLERANCE_FLOAT64 * (1 + Math.abs(both[1][i])));
            }
        }
    }

    /** Returns all layers except those that TensorFlow computes only in float32. */
    static Stream<Layer> layersInFloat64() {
        return layers().filter(layer -> {
            try (GradientBench bench = new GradientBench(layer)) {
                return Collections.disjoint(bench.operations(), Float64Graph.FLOAT32_ONLY);
            }
        });
    }

    /** LossGradientTest and LossOperationsTest cover the operations of losses. */
    @Test
    void theAuditLetsExactlyWhatIsCheckedHerePass() {
        Set<String> checked = new TreeSet<>(LossGradientTest.OPERATIONS);
        checked.addAll(LossOperationsTest.operations());
        layers().forEach(layer -> {
            try (GradientBench bench = new GradientBench(layer)) {
                checked.addAll(bench.operations());
            }
        });
        assertThat(GradientAudit.CHECKED).containsExactlyInAnyOrderElementsOf(checked);
    }

    static Stream<Layer> layers() {
        Stream<Layer> others = Stream.of(
                LayerGrid.dense(3),
                new MaxPool2d(THREE, TWO),
                new MaxPool2d(TWO, ONE),
                new AvgPool2d(THREE, TWO),
                new AvgPool2d(new Size(2, 3), ONE),
                new AvgPool2d(new Size(1, 3), new Size(1, 2), new Padding.Explicit(0, 0, 0, 2)),
                new MaxPool2d(new Size(3, 1), new Size(2, 1), new Padding.Explicit(2, 0, 0, 0)),
                new MaxPool2d(new Size(1, 2), new Size(1, 2), Padding.same()),
                new GlobalAvgPool2d(),
                new Dropout(0.4f),
                new Add(),
                new Concat(),
                new Flatten(),
                new Resize(new Size(8, 3)),
                new Normalize(List.of(0.5f, -0.5f), List.of(0.5f, 2f)),
                new Scale(2, 1),
                new MaxPool2d(THREE, TWO, Padding.same()),
                new MaxPool2d(THREE, TWO, Padding.of(1)),
                new AvgPool2d(THREE, TWO, Padding.same()),
                new AvgPool2d(THREE, ONE, Padding.of(1)),
                new GlobalMaxPool2d(),
                new BatchNorm(0.9f, 1e-2f),
                new LayerNorm(1e-1f),
                new LocalResponseNorm(1, 1, 0.5f, 0.75f),
                new SpatialDropout2d(0.1f),
                new DropPath(0.1f),
                new ZeroPadding2d(1, 0, 2, 1),
                new Cropping2d(1, 0, 0, 2),
                new UpSampling2d(TWO, Interpolation.NEAREST),
                new UpSampling2d(TWO, Interpolation.BILINEAR),
                new Resize(new Size(7, 9), Interpolation.BICUBIC),
                new Multiply(),
                new Prelu(0.25f),
                new GroupNorm(1, 1e-1f),
                new GroupNorm(2, 1e-1f),
                new PixelShuffle(2),
                ChannelFactor.LAYER,
                new Softmax());
        Stream<Layer> activations = Arrays.stream(Activation.Function.values()).map(Activation::new);
        return Stream.of(convolutions(), otherConvolutions(), activations, others)
                .flatMap(each -> each);
    }

    private static Stream<Layer> otherConvolutions() {
        Initializer drawn = new Initializer.GlorotUniform();
        return Stream.of(Padding.same(), Padding.valid(), new Padding.Explicit(1, 0, 0, 2))
                .flatMap(padding -> Stream.of(ONE, TWO, new Size(2, 1))
                        .flatMap(stride -> Stream.of(
                                new Conv2d(2, TWO, stride, padding, TWO, 1, true, drawn, drawn),
                                new Conv2d(2, THREE, stride, padding, new Size(1, 2), 2, false, drawn, drawn),
                                new Conv2d(4, TWO, stride, padding, ONE, 2, true, drawn, drawn),
                                new DepthwiseConv2d(2, TWO, stride, padding, true, drawn, drawn),
                                new ConvTranspose2d(2, THREE, stride, padding, true, drawn, drawn))));
    }

    private static Stream<Layer> convolutions() {
        List<Padding> paddings = List.of(
                Padding.same(),
                Padding.valid(),
                Padding.of(1),
                Padding.of(2),
                new Padding.Explicit(1, 0, 0, 2),
                new Padding.Explicit(0, 1, 0, 1));
        List<Size> strides = List.of(ONE, TWO, new Size(2, 1), new Size(1, 2));
        return paddings.stream()
                .flatMap(padding -> strides.stream()
                        .flatMap(stride ->
                                Stream.of(THREE, TWO).map(kernel -> LayerGrid.conv(2, kernel, stride, padding))));
    }
}
