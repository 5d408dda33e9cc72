// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat64;

/** Tests the gradients of operations used in losses against central differences in float64. */
class LossOperationsTest {
    private static final double[] POINT = {0.3, 1.7, 2.4, 0.9};
    private static final double[] WEIGHTS = {1.5, -0.75, 0.5, 2};
    private static final double STEP = 1e-5;
    private static final double TOLERANCE = 1e-7;

    /** A function of a value. */
    private interface Formula extends BiFunction<Ops, Operand<TFloat64>, Operand<TFloat64>> {}

    /** Returns the operation types allowed in losses besides those of layers. */
    static Set<String> operations() {
        return cases().map(each -> (String) each.get()[0]).collect(Collectors.toSet());
    }

    static Stream<Arguments> cases() {
        double[] other = {1, 0.5, 3, 0.2};
        return Stream.of(
                of("ClipByValue", (tf, x) -> tf.clipByValue(x, tf.constant(0.5), tf.constant(2.0))),
                of("Div", (tf, x) -> tf.math.div(tf.constant(other), x)),
                of("DivNoNan", (tf, x) -> tf.math.divNoNan(x, tf.constant(new double[] {2, 0, 4, 0.5}))),
                of("DivNoNan", (tf, x) -> tf.math.divNoNan(tf.constant(other), x)),
                of("Expm1", (tf, x) -> tf.math.expm1(x)),
                of("Identity", (tf, x) -> tf.identity(x)),
                of("Log", (tf, x) -> tf.math.log(x)),
                of("Log1p", (tf, x) -> tf.math.log1p(x)),
                of(
                        "LogSoftmax",
                        (tf, x) -> tf.reshape(
                                tf.nn.logSoftmax(tf.reshape(x, tf.constant(new int[] {2, 2}))),
                                tf.constant(new int[] {4}))),
                of("Neg", (tf, x) -> tf.math.neg(x)),
                of("RealDiv", (tf, x) -> tf.math.realDiv(tf.constant(other), x)),
                of("Reciprocal", (tf, x) -> tf.math.reciprocal(x)),
                of(
                        "SelectV2",
                        (tf, x) -> tf.select(
                                tf.math.greater(x, tf.constant(1.0)),
                                tf.math.square(x),
                                tf.math.mul(x, tf.constant(3.0)))),
                of("Sqrt", (tf, x) -> tf.math.sqrt(x)),
                of("SquaredDifference", (tf, x) -> tf.math.squaredDifference(x, tf.constant(other))),
                of("SquaredDifference", (tf, x) -> tf.math.squaredDifference(tf.constant(other), x)));
    }

    /** Returns operations at which gradients end, each next to a path on which they do not. */
    static Stream<Arguments> ends() {
        return Stream.of(
                of("Equal", (tf, x) -> where(tf, tf.math.equal(x, tf.constant(1.0)), x)),
                of("Greater", (tf, x) -> where(tf, tf.math.greater(x, tf.constant(1.0)), x)),
                of("GreaterEqual", (tf, x) -> where(tf, tf.math.greaterEqual(x, tf.constant(1.0)), x)),
                of("Less", (tf, x) -> where(tf, tf.math.less(x, tf.constant(1.0)), x)),
                of("LessEqual", (tf, x) -> where(tf, tf.math.lessEqual(x, tf.constant(1.0)), x)),
                of("NotEqual", (tf, x) -> where(tf, tf.math.notEqual(x, tf.constant(1.0)), x)),
                of("Rank", (tf, x) -> tf.math.mul(x, tf.dtypes.cast(tf.rank(x), TFloat64.class))),
                of("Shape", (tf, x) -> tf.math.mul(x, tf.dtypes.cast(tf.shape(x), TFloat64.class))),
                of("ZerosLike", (tf, x) -> tf.math.add(x, tf.math.exp(tf.zerosLike(x)))));
    }

    private static Operand<TFloat64> where(Ops tf, Operand<TBool> condition, Operand<TFloat64> x) {
        Operand<TFloat64> factor = tf.dtypes.cast(condition, TFloat64.class);
        return tf.math.add(tf.math.mul(x, factor), tf.select(condition, tf.math.square(x), tf.zerosLike(x)));
    }

    /** StopGradient is excluded: it hides an existing gradient, which finite differences still see. */
    @Test
    void everyOtherEndHasACase() {
        Set<String> others = new TreeSet<>(GradientAudit.BARRIERS);
        others.remove("StopGradient");

        assertThat(ends().map(each -> (String) each.get()[0])).containsExactlyInAnyOrderElementsOf(others);
    }

    private static Arguments of(String operation, Formula formula) {
        return arguments(operation, formula);
    }

    @ParameterizedTest
    @MethodSource({"cases", "ends"})
    void gradientsAreThoseOfFiniteDifferences(String operation, Formula formula) {
        try (Graph graph = new Graph();
                Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            Placeholder<TFloat64> x = tf.placeholder(TFloat64.class, Placeholder.shape(shape()));
            Operand<TFloat64> sum = tf.sum(tf.math.mul(formula.apply(tf, x), tf.constant(WEIGHTS)), tf.constant(0));
            assertThat(graph.toGraphDef().getNodeList().stream().map(NodeDef::getOp))
                    .contains(operation);
            Output<?> gradient = graph.addGradients(sum.asOutput(), new Output<?>[] {x.asOutput()})[0];

            double[] found = run(session, x, gradient.expect(TFloat64.class), POINT);

            for (int i = 0; i < POINT.length; i++) {
                double difference = (moved(session, x, sum, i, STEP) - moved(session, x, sum, i, -STEP)) / (2 * STEP);
                assertThat(Math.abs(found[i] - difference))
                        .as("value %s: gradient %s, difference %s", i, found[i], difference)
                        .isLessThan(TOLERANCE * (1 + Math.abs(difference)));
            }
        }
    }

    private static Shape shape() {
        return Shape.of(POINT.length);
    }

    private static double moved(Session session, Placeholder<TFloat64> x, Operand<TFloat64> sum, int place, double by) {
        double[] there = POINT.clone();
        there[place] += by;
        return run(session, x, sum, there)[0];
    }

    private static double[] run(Session session, Placeholder<TFloat64> x, Operand<TFloat64> wanted, double[] point) {
        try (TFloat64 fed = TFloat64.vectorOf(point);
                Result result = session.runner().feed(x, fed).fetch(wanted).run()) {
            TFloat64 values = (TFloat64) result.get(0);
            double[] copy = new double[Math.toIntExact(values.size())];
            if (values.shape().numDimensions() == 0) {
                copy[0] = values.getDouble();
            } else {
                StdArrays.copyFrom(values, copy);
            }
            return copy;
        }
    }
}
