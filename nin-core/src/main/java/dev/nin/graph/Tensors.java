// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import java.nio.FloatBuffer;
import java.util.List;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/** Conversions between TensorFlow's native memory and Java arrays. */
final class Tensors {
    private Tensors() {}

    static Shape shape(List<Integer> dimensions) {
        return Shape.of(dimensions.stream().mapToLong(Integer::longValue).toArray());
    }

    /** Returns a new tensor, which the caller must close. */
    static TFloat32 of(List<Integer> dimensions, FloatBuffer values) {
        float[] array = new float[values.remaining()];
        values.get(array);
        return TFloat32.tensorOf(shape(dimensions), DataBuffers.of(array, true, false));
    }

    static float[] floats(TFloat32 tensor) {
        float[] values = new float[Math.toIntExact(tensor.size())];
        tensor.asRawTensor().data().asFloats().read(values);
        return values;
    }
}
