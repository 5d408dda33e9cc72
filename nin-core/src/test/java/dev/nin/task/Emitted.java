// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.task;

import java.util.function.Function;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/** Runs the operations that tasks and metrics emit. */
public final class Emitted {
    private Emitted() {}

    /** Returns the values of operations without inputs. */
    public static float[] floats(Function<Ops, Operand<TFloat32>> emit) {
        return run(tf -> emit.apply(tf), tensor -> {
            TFloat32 values = (TFloat32) tensor;
            float[] copy = new float[Math.toIntExact(values.size())];
            values.asRawTensor().data().asFloats().read(copy);
            return copy;
        });
    }

    static int[] bytes(Function<Ops, Operand<?>> emit) {
        return run(emit, tensor -> {
            TUint8 values = (TUint8) tensor;
            byte[] copy = new byte[Math.toIntExact(values.size())];
            values.asRawTensor().data().read(copy);
            int[] unsigned = new int[copy.length];
            for (int i = 0; i < copy.length; i++) {
                unsigned[i] = Byte.toUnsignedInt(copy[i]);
            }
            return unsigned;
        });
    }

    /** Values whose shape, except for the batch, is known before the graph runs. */
    public static Operand<TFloat32> batch(Ops tf, float[] values, int... ofExample) {
        long[] dimensions = new long[ofExample.length + 1];
        int[] all = new int[dimensions.length];
        dimensions[0] = Shape.UNKNOWN_SIZE;
        all[0] = -1;
        for (int i = 0; i < ofExample.length; i++) {
            dimensions[i + 1] = ofExample[i];
            all[i + 1] = ofExample[i];
        }
        Operand<TFloat32> given = tf.reshape(tf.constant(values), tf.constant(all));
        return tf.placeholderWithDefault(given, Shape.of(dimensions));
    }

    private static <T> T run(Function<Ops, ? extends Operand<?>> emit, Function<TType, T> read) {
        try (Graph graph = new Graph();
                Session session = new Session(graph)) {
            Operand<?> wanted = emit.apply(Ops.create(graph));
            try (Result result = session.runner().fetch(wanted).run()) {
                return read.apply((TType) result.get(0));
            }
        }
    }
}
