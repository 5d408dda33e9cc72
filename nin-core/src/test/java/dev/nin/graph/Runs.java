// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import dev.nin.weights.Weights;
import java.util.List;
import java.util.Random;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;

/** Helpers to run small graphs. */
public final class Runs {
    private Runs() {}

    /** Returns images that the seed determines; the caller must close them. */
    public static TUint8 images(int count, int side, long seed) {
        byte[] pixels = new byte[count * side * side];
        new Random(seed).nextBytes(pixels);
        return TUint8.tensorOf(Shape.of(count, side, side, 1), DataBuffers.of(pixels, true, false));
    }

    public static float[] logits(CompiledModel model, Session session, TNumber images) {
        return fetch(session.runner().feed(model.input(), images), model.logits());
    }

    public static float[] atStep(CompiledModel model, Session session, TNumber images, long step) {
        try (TInt64 fed = TInt64.scalarOf(step)) {
            return fetch(
                    session.runner()
                            .feed(model.input(), images)
                            .feed(model.operands().step().orElseThrow(), fed),
                    model.logits());
        }
    }

    public static float[] fetch(Session.Runner runner, Operand<TFloat32> operand) {
        try (Result result = runner.fetch(operand).run()) {
            return Tensors.floats((TFloat32) result.get(0));
        }
    }

    public static Weights initialWeights(CompiledModel model) {
        try (Session session = new Session(model.graph())) {
            return Variables.read(session, model.variables());
        }
    }

    public static float[] floats(Weights weights, String name) {
        float[] values = new float[weights.values(name).remaining()];
        weights.values(name).get(values);
        return values;
    }

    public static List<String> names(List<ModelVariable> variables) {
        return variables.stream().map(ModelVariable::name).toList();
    }
}
