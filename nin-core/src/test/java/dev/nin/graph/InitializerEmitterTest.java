// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.base.Splitter;
import dev.nin.graph.initializer.InitializerEmitter;
import dev.nin.model.Initializer;
import dev.nin.model.Parameter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Tests the values of initializers against the moments and bounds in their papers. */
class InitializerEmitterTest {
    private static final List<Integer> CONVOLUTION = List.of(5, 3, 40, 60);
    private static final List<Integer> DENSE = List.of(200, 150);

    /** Shapes with the expected variance and the largest absolute value in standard deviations. */
    static Stream<Arguments> scalings() {
        double truncated = 2 / 0.8796256610342398;
        double uniform = Math.sqrt(3);
        return Stream.of(
                Arguments.of(new Initializer.HeNormal(), CONVOLUTION, 2 / 600.0, truncated),
                Arguments.of(new Initializer.HeUniform(), CONVOLUTION, 2 / 600.0, uniform),
                Arguments.of(new Initializer.GlorotNormal(), CONVOLUTION, 2 / 1500.0, truncated),
                Arguments.of(new Initializer.GlorotUniform(), CONVOLUTION, 2 / 1500.0, uniform),
                Arguments.of(new Initializer.HeNormal(), DENSE, 2 / 200.0, truncated),
                Arguments.of(new Initializer.HeUniform(), DENSE, 2 / 200.0, uniform),
                Arguments.of(new Initializer.GlorotNormal(), DENSE, 2 / 350.0, truncated),
                Arguments.of(new Initializer.GlorotUniform(), DENSE, 2 / 350.0, uniform));
    }

    @ParameterizedTest
    @MethodSource("scalings")
    void drawsWithTheVarianceAndBoundsOfItsPaper(
            Initializer initializer, List<Integer> dimensions, double variance, double bound) {
        float[] drawn = draw(initializer, dimensions, 42);
        double sum = 0;
        double squares = 0;
        double greatest = 0;
        for (float value : drawn) {
            sum += value;
            squares += (double) value * value;
            greatest = Math.max(greatest, Math.abs(value));
        }
        double deviation = Math.sqrt(variance);
        assertThat(sum / drawn.length).isCloseTo(0, within(0.02 * deviation));
        assertThat(squares / drawn.length).isCloseTo(variance, within(0.03 * variance));
        assertThat(greatest).isBetween(0.98 * bound * deviation, 1.0001 * bound * deviation);
    }

    @Test
    void drawsTheSameForOneSeedAndOtherwiseForAnother() {
        float[] first = draw(new Initializer.HeNormal(), DENSE, 1);
        assertThat(draw(new Initializer.HeNormal(), DENSE, 1)).containsExactly(first);
        assertThat(draw(new Initializer.HeNormal(), DENSE, 2)).isNotEqualTo(first);
    }

    @Test
    void fillsWithAConstant() {
        assertThat(draw(new Initializer.Constant(0.5f), List.of(3), 1)).containsExactly(0.5f, 0.5f, 0.5f);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3,3,4,20", "5,5,2,60", "7,7"})
    void orthogonalKernelsHaveOrthonormalColumnsOrRows(String shape) {
        List<Integer> dimensions =
                Splitter.on(',').splitToStream(shape).map(Integer::valueOf).toList();
        float[] drawn = draw(new Initializer.Orthogonal(2), dimensions, 3);
        int columns = dimensions.get(dimensions.size() - 1);
        int rows = drawn.length / columns;
        boolean tall = rows >= columns;
        for (int a = 0; a < Math.min(rows, columns); a++) {
            for (int b = 0; b <= a; b++) {
                double product = 0;
                for (int i = 0; i < Math.max(rows, columns); i++) {
                    product += tall
                            ? drawn[i * columns + a] * drawn[i * columns + b]
                            : drawn[a * columns + i] * drawn[b * columns + i];
                }
                assertThat(product).as("%s times %s", a, b).isCloseTo(a == b ? 4 : 0, within(1e-4));
            }
        }
        assertThat(draw(new Initializer.Orthogonal(2), dimensions, 4)).isNotEqualTo(drawn);
    }

    private static float[] draw(Initializer initializer, List<Integer> dimensions, long seed) {
        try (Graph graph = new Graph()) {
            Parameter parameter = new Parameter("kernel", dimensions, initializer, true);
            Operand<TFloat32> emitted = InitializerEmitter.emit(Ops.create(graph), parameter, seed);
            try (Session session = new Session(graph);
                    Result result = session.runner().fetch(emitted).run()) {
                return Tensors.floats((TFloat32) result.get(0));
            }
        }
    }
}
