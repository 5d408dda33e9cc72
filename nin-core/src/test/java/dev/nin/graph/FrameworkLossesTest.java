// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.model.Initializer;
import dev.nin.model.InvalidModelException;
import dev.nin.model.Parameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.framework.losses.BinaryCrossentropy;
import org.tensorflow.framework.losses.CategoricalCrossentropy;
import org.tensorflow.framework.losses.CategoricalHinge;
import org.tensorflow.framework.losses.CosineSimilarity;
import org.tensorflow.framework.losses.Hinge;
import org.tensorflow.framework.losses.Huber;
import org.tensorflow.framework.losses.KLDivergence;
import org.tensorflow.framework.losses.LogCosh;
import org.tensorflow.framework.losses.Loss;
import org.tensorflow.framework.losses.MeanAbsoluteError;
import org.tensorflow.framework.losses.MeanAbsolutePercentageError;
import org.tensorflow.framework.losses.MeanSquaredError;
import org.tensorflow.framework.losses.MeanSquaredLogarithmicError;
import org.tensorflow.framework.losses.Poisson;
import org.tensorflow.framework.losses.SparseCategoricalCrossentropy;
import org.tensorflow.framework.losses.SquaredHinge;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/**
 * Which losses of tensorflow-framework pass the audit, and their gradients against central differences in float64. The
 * table in docs/tasks.md is written anew by {@code mvn -pl nin-core test -Dtest=FrameworkLossesTest
 * -Dgolden.update=true}.
 */
class FrameworkLossesTest {
    private static final Path PAGE = Path.of("..", "docs", "tasks.md");
    private static final String BEGIN = "<!-- made by FrameworkLossesTest -->\n";
    private static final String END = "<!-- end -->\n";
    private static final Shape SHAPE = Shape.of(2, 3);
    private static final double STEP = 1e-6;
    private static final double TOLERANCE = 1e-6;
    private static final String LOGITS = "logits";
    private static final String PROBABILITIES = "probabilities";
    private static final String VALUES = "any values";
    private static final String POSITIVE = "values above 0";
    private static final String RELATIVE = "any values, of targets other than 0";

    /** A loss, how it is made, and of which outputs. */
    private record Case(String call, Loss loss, String output) {
        @Override
        public String toString() {
            return call;
        }
    }

    static Stream<Case> losses() {
        return Stream.of(
                new Case("BinaryCrossentropy(true)", new BinaryCrossentropy(true), LOGITS),
                new Case("BinaryCrossentropy(false)", new BinaryCrossentropy(false), PROBABILITIES),
                new Case("CategoricalCrossentropy(true)", new CategoricalCrossentropy(true), LOGITS),
                new Case("CategoricalCrossentropy(false)", new CategoricalCrossentropy(false), PROBABILITIES),
                new Case("CategoricalHinge()", new CategoricalHinge(), VALUES),
                new Case("CosineSimilarity()", new CosineSimilarity(), VALUES),
                new Case("Hinge()", new Hinge(), VALUES),
                new Case("Huber()", new Huber(), VALUES),
                new Case("KLDivergence()", new KLDivergence(), PROBABILITIES),
                new Case("LogCosh()", new LogCosh(), VALUES),
                new Case("MeanAbsoluteError()", new MeanAbsoluteError(), VALUES),
                new Case("MeanAbsolutePercentageError()", new MeanAbsolutePercentageError(), RELATIVE),
                new Case("MeanSquaredError()", new MeanSquaredError(), VALUES),
                new Case("MeanSquaredLogarithmicError()", new MeanSquaredLogarithmicError(), POSITIVE),
                new Case("Poisson()", new Poisson(), POSITIVE),
                new Case("SparseCategoricalCrossentropy(true)", new SparseCategoricalCrossentropy(true), LOGITS),
                new Case("SquaredHinge()", new SquaredHinge(), VALUES));
    }

    static Stream<Case> passed() {
        return losses().filter(each -> refusal(each).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("passed")
    void gradientsAreThoseOfFiniteDifferences(Case each) {
        double[] point = point(each);
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Placeholder<TFloat32> output = tf.placeholder(TFloat32.class, Placeholder.shape(SHAPE));
            Placeholder<TFloat32> right = tf.placeholder(TFloat32.class, Placeholder.shape(SHAPE));
            Operand<TFloat32> loss = each.loss().call(tf, right, output, null);
            Output<?> gradient = graph.addGradients(loss.asOutput(), new Output<?>[] {output.asOutput()})[0];
            try (Float64Graph exact = new Float64Graph(graph, List.of(loss, gradient))) {
                double none = each.output().equals(RELATIVE) ? 0.5 : 0;
                exact.feed(right, new double[] {none, 1, none, 1, none, none});
                exact.feed(output, point);
                double[] found = exact.run(List.of(gradient))[0];
                for (int i = 0; i < point.length; i++) {
                    double difference =
                            (moved(exact, output, loss, point, i, STEP) - moved(exact, output, loss, point, i, -STEP))
                                    / (2 * STEP);
                    assertThat(Math.abs(found[i] - difference))
                            .as("value %s: gradient %s, difference %s", i, found[i], difference)
                            .isLessThan(TOLERANCE * (1 + Math.abs(difference)));
                }
            }
        }
    }

    private static double moved(
            Float64Graph exact, Operand<?> output, Operand<?> loss, double[] point, int place, double by) {
        double[] there = point.clone();
        there[place] += by;
        exact.feed(output, there);
        return exact.run(List.of(loss))[0][0];
    }

    private static double[] point(Case each) {
        double least = each.output().equals(PROBABILITIES) || each.output().equals(POSITIVE) ? 0.1 : -2;
        return new Random(5).doubles(SHAPE.size(), least, least == -2 ? 2 : 0.9).toArray();
    }

    /** Why it does not train; empty if it does. */
    private static String refusal(Case each) {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Variable<TFloat32> variable = tf.variable(SHAPE, TFloat32.class);
            Placeholder<TFloat32> right = tf.placeholder(TFloat32.class, Placeholder.shape(SHAPE));
            boolean isSparse = each.loss() instanceof SparseCategoricalCrossentropy;
            Operand<TFloat32> loss =
                    each.loss().call(tf, isSparse ? tf.math.argMax(right, tf.constant(1)) : right, variable, null);
            Parameter parameter = new Parameter("v", List.of(2, 3), new Initializer.Constant(0), true);
            ModelVariable model = new ModelVariable("v", parameter, variable, right, tf.assign(variable, right));
            GradientAudit.check(graph, loss, List.of(model), Set.of());
            return "";
        } catch (InvalidModelException e) {
            return String.valueOf(e.getMessage()).replaceAll(".*\\((\\w+)\\) (is .*?);.*", "`$1` $2");
        }
    }

    @Test
    void thePageShowsWhichOfThemTrain() throws IOException {
        StringBuilder made = new StringBuilder(BEGIN);
        made.append("\n| loss | of the output | trains |\n| --- | --- | --- |\n");
        losses().forEach(each -> {
            String refusal = refusal(each);
            made.append("| `")
                    .append(each.call())
                    .append("` | ")
                    .append(each.output())
                    .append(" | ");
            made.append(refusal.isEmpty() ? "yes" : "no: " + refusal).append(" |\n");
        });
        made.append('\n').append(END);

        String text = Files.readString(PAGE);
        if (Boolean.getBoolean("golden.update")) {
            int end = text.indexOf(END) + END.length();
            Files.writeString(PAGE, text.substring(0, text.indexOf(BEGIN)) + made + text.substring(end));
        }
        assertThat(Files.readString(PAGE)).contains(made);
    }
}
