// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.batch;

import dev.nin.data.Targets;
import dev.nin.task.Target;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;

/**
 * The targets of a batch in TensorFlow's memory.
 *
 * @param specs the dataset's targets
 * @param tensors a tensor for each target, the batch first
 */
public record TargetTensors(List<Target> specs, List<Tensor> tensors) implements AutoCloseable {
    /** Copies targets from their buffers. */
    public static TargetTensors of(Targets read, int size) {
        return new TargetTensors(
                read.specs(),
                IntStream.range(0, read.specs().size())
                        .mapToObj(target -> tensor(read, target, size))
                        .toList());
    }

    private static Tensor tensor(Targets read, int target, int size) {
        Shape shape = shape(size, read.specs().get(target));
        return switch (read.specs().get(target).kind()) {
            case CLASS -> TInt32.tensorOf(shape, DataBuffers.of(read.classes(target), true, false));
            case VALUES, TAGS -> TFloat32.tensorOf(shape, DataBuffers.of(read.values(target), true, false));
            case MASK -> TUint8.tensorOf(shape, DataBuffers.of(read.mask(target), true, false));
            case IMAGE -> TUint8.tensorOf(Shape.of(0));
        };
    }

    /** Returns the shape of a target for a batch. */
    static Shape shape(long batch, Target target) {
        return Shape.of(LongStream.concat(
                        LongStream.of(batch), target.dimensions().stream().mapToLong(Integer::longValue))
                .toArray());
    }

    public Tensor of(int target) {
        return tensors.get(target);
    }

    @Override
    public void close() {
        tensors.forEach(Tensor::close);
    }
}
