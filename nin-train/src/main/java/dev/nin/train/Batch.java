// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import dev.nin.data.Dataset;
import dev.nin.data.ExampleReader.Examples;
import dev.nin.data.ImageShape;
import java.util.Arrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TUint8;

/**
 * Some images and what is to be learnt of them in TensorFlow's memory.
 *
 * @param images (size, height, width, channels)
 * @param targets the batch first
 * @param slice which images of a greater batch they are
 */
record Batch(TUint8 images, TargetTensors targets, BatchSlice slice) implements AutoCloseable {
    /**
     * Reads images.
     *
     * @param order numbers of images
     * @param from first place in the order
     * @param to the place after the last
     */
    static Batch of(Dataset set, int[] order, int from, int to) {
        int[] wanted = Arrays.copyOfRange(order, from, to);
        try (BatchQueue queue = new BatchQueue(set, wanted, wanted.length)) {
            return queue.next();
        }
    }

    /**
     * Copies images that were read into TensorFlow's memory.
     *
     * @param shape an image's
     * @param slice which ones they are
     */
    static Batch of(Examples read, ImageShape shape, BatchSlice slice) {
        int size = read.size();
        Shape batch = Shape.of(size, shape.height(), shape.width(), shape.channels());
        return new Batch(
                TUint8.tensorOf(batch, DataBuffers.of(read.pixels(), true, false)),
                TargetTensors.of(read.targets(), size),
                slice);
    }

    @Override
    public void close() {
        images.close();
        targets.close();
    }
}
