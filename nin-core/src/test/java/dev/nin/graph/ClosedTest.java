// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.weights.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TUint8;

/** Tests that using a closed object throws an exception instead of crashing the process. */
class ClosedTest {
    /** Uses of a model in a graph. */
    enum Use {
        SESSION {
            @Override
            void of(CompiledModel model) {
                new Session(model.graph()).close();
            }
        },
        MORE_OPERATIONS {
            @Override
            void of(CompiledModel model) {
                Ops.create(model.graph()).constant(1f);
            }
        },
        DEFINITION {
            @Override
            void of(CompiledModel model) {
                model.graph().toGraphDef();
            }
        },
        TRACE {
            @Override
            void of(CompiledModel model) {
                try (TUint8 batch = batch(model)) {
                    model.trace(batch);
                }
            }
        };

        abstract void of(CompiledModel model);

        private static TUint8 batch(CompiledModel model) {
            long[] shape = model.input().shape().asArray();
            shape[0] = 1;
            return TUint8.tensorOf(Shape.of(shape));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aModelRefusesUse(Use use) {
        CompiledModel model = GraphCompiler.compile(Specs.small(), Mode.inference());
        use.of(model);
        model.close();
        model.close();
        assertThatThrownBy(() -> use.of(model)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aSessionRefusesToGiveAndTakeWeights() {
        try (CompiledModel model = GraphCompiler.compile(Specs.small(), Mode.training(1))) {
            Session session = new Session(model.graph());
            Weights weights = Variables.read(session, model.variables());
            session.close();
            assertThatThrownBy(() -> Variables.read(session, model.variables()))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> Variables.write(session, model.variables(), weights))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(
                            () -> session.runner().fetch(model.logits()).run().close())
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aTensorRefusesToBeRead() {
        TUint8 tensor = TUint8.tensorOf(Shape.of(1));
        tensor.close();
        assertThatThrownBy(() -> tensor.asRawTensor().numBytes()).isInstanceOf(IllegalStateException.class);
    }
}
