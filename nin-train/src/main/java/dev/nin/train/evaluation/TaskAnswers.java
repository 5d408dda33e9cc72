// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.evaluation;

import dev.nin.data.Dataset;
import dev.nin.train.batch.Batch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/**
 * The outputs of a model's tasks.
 *
 * @param feed starts a run of the model's session on a batch
 * @param batches the batches in which images are read
 * @param outputs the outputs by their names in an exported model
 */
record TaskAnswers(
        Function<Batch, Session.Runner> feed,
        EvaluationBatches batches,
        Map<String, Operand<? extends TType>> outputs) {
    /** Returns each image's values in row-major order. */
    float[][] floats(Dataset images, String name) {
        Operand<? extends TType> asked = output(name, TFloat32.class);
        List<float[]> all = new ArrayList<>();
        batches.read(images, IntStream.range(0, images.size()), batch -> Collections.addAll(all, floats(batch, asked)));
        return all.toArray(float[][]::new);
    }

    /** Returns the values of each image of a batch in row-major order. */
    float[][] floats(Batch batch, String name) {
        return floats(batch, output(name, TFloat32.class));
    }

    private float[][] floats(Batch batch, Operand<? extends TType> asked) {
        try (Result result = run(batch, asked)) {
            TFloat32 values = (TFloat32) result.get(0);
            int count = Math.toIntExact(values.shape().get(0));
            FloatDataBuffer all = values.asRawTensor().data().asFloats();
            float[][] each = new float[count][Math.toIntExact(values.size() / count)];
            for (int i = 0; i < count; i++) {
                all.offset((long) i * each[i].length).read(each[i]);
            }
            return each;
        }
    }

    /**
     * Passes on each image's bytes in row-major order, with the image's number; keeps one batch at a time in memory.
     */
    void bytes(Dataset images, String name, ObjIntConsumer<byte[]> each) {
        Operand<? extends TType> asked = output(name, TUint8.class);
        AtomicInteger image = new AtomicInteger();
        batches.read(images, IntStream.range(0, images.size()), batch -> {
            try (Result result = run(batch, asked)) {
                TUint8 values = (TUint8) result.get(0);
                long count = values.shape().get(0);
                for (int i = 0; i < count; i++) {
                    byte[] one = new byte[(int) (values.size() / count)];
                    values.asRawTensor().data().offset((long) i * one.length).read(one);
                    each.accept(one, image.getAndIncrement());
                }
            }
        });
    }

    private Result run(Batch batch, Operand<? extends TType> asked) {
        return feed.apply(batch).fetch(asked).run();
    }

    private Operand<? extends TType> output(String name, Class<? extends TType> type) {
        Operand<? extends TType> asked = outputs.get(name);
        if (asked == null) {
            throw new IllegalArgumentException("the tasks answer " + outputs.keySet() + ", not " + name);
        }
        if (!asked.type().equals(type)) {
            throw new IllegalArgumentException("the answer " + name + " is of the type "
                    + asked.type().getSimpleName() + ", expected " + type.getSimpleName());
        }
        return asked;
    }
}
