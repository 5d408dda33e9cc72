// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.CharMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.tensorflow.DeviceSpec;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/** Tests scopes that record their own names against those of TensorFlow Java. */
class SubScopeTest {
    @Test
    void namesAreThoseThatTensorFlowJavaMakes() {
        try (Graph ours = new Graph();
                Graph theirs = new Graph()) {
            assertThat(names(ours, SubScope.of(Ops.create(ours))))
                    .isEqualTo(names(theirs, Ops.create(theirs)))
                    .contains("a", "a_1", "layer/Const", "layer/Const_1", "layer/inner/x_1", "layer_1/Const");
        }
    }

    @Test
    void namesThatTheGraphHasAlreadyAreNotMadeAgain() {
        try (Graph source = new Graph();
                Graph graph = new Graph()) {
            names(source, Ops.create(source));
            graph.importGraphDef(source.toGraphDef());
            assertThat(names(graph, SubScope.of(Ops.create(graph)))).doesNotHaveDuplicates();
        }
    }

    @Test
    void namesHaveLatinDigitsInEveryLocale() {
        Locale before = Locale.getDefault(Locale.Category.FORMAT);
        Locale.setDefault(Locale.Category.FORMAT, Locale.forLanguageTag("ar-EG"));
        try (Graph graph = new Graph()) {
            assertThat(names(graph, SubScope.of(Ops.create(graph))))
                    .contains("a", "a_1", "layer/Const", "layer/Const_1", "layer_1/Const")
                    .allMatch(CharMatcher.ascii()::matchesAllOf);
        } finally {
            Locale.setDefault(Locale.Category.FORMAT, before);
        }
    }

    @Test
    void aScopeThatCountsForItselfStays() {
        try (Graph graph = new Graph()) {
            Ops tf = SubScope.of(Ops.create(graph));
            assertThat(SubScope.of(tf)).isSameAs(tf);
        }
    }

    @Test
    void devicesControlInputsAndInitializationReachTheOperations() {
        try (Graph graph = new Graph();
                Session session = new Session(graph)) {
            Ops tf = SubScope.of(Ops.create(graph)).withSubScope("layer");
            Variable<TFloat32> variable = tf.variable(org.tensorflow.ndarray.Shape.scalar(), TFloat32.class);
            tf.withInitScope().assign(variable, tf.withInitScope().constant(3f));
            Operand<TFloat32> placed = tf.withDevice(DeviceSpec.newBuilder()
                            .deviceType(DeviceSpec.DeviceType.CPU)
                            .deviceIndex(0)
                            .build())
                    .constant(1f);
            Operand<TFloat32> added = tf.withControlDependencies(placed).math.add(variable, placed);
            assertThat(graph.toGraphDef().getNodeList())
                    .anySatisfy(node -> {
                        assertThat(node.getName()).isEqualTo(placed.op().name());
                        assertThat(node.getDevice()).contains("CPU:0");
                    })
                    .anySatisfy(node -> assertThat(node.getInputList())
                            .contains("^" + placed.op().name()));
            try (TFloat32 sum = (TFloat32) session.runner().fetch(added).run().get(0)) {
                assertThat(sum.getFloat()).isEqualTo(4);
            }
        }
    }

    @Test
    void refusesIllegalNames() {
        try (Graph graph = new Graph()) {
            Ops tf = SubScope.of(Ops.create(graph)).withSubScope("layer");
            assertThatThrownBy(() -> tf.withSubScope("a/b"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the name of a scope or an operation is \"a/b\", expected letters, digits, '_', '-' "
                            + "and '.', starting with a letter, digit or '.'");
        }
    }

    /** Returns the names of all operations of the graph after calls that repeatedly request the same names. */
    private static List<String> names(Graph graph, Ops tf) {
        for (int i = 0; i < 2; i++) {
            tf.withName("a").constant(1f);
            Ops layer = tf.withSubScope("layer");
            layer.constant(1f);
            layer.constant(2f);
            layer.withName("x").constant(1f);
            Ops inner = layer.withSubScope("inner");
            inner.withName("x").constant(1f);
            inner.withName("x").constant(1f);
            layer.withSubScope("inner").withName("x").constant(1f);
        }
        List<String> names = new ArrayList<>();
        graph.operations().forEachRemaining(operation -> names.add(operation.name()));
        return names;
    }
}
