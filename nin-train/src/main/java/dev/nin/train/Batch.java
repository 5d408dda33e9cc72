// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import dev.nin.data.LabeledImages;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;

/**
 * Some images and their labels in TensorFlow's memory.
 *
 * @param images (size, height, width, channels)
 * @param labels (size)
 * @param slice which images of a greater batch they are
 */
record Batch(TUint8 images, TInt32 labels, BatchSlice slice) implements AutoCloseable {
    /** A batch of its own. */
    Batch(TUint8 images, TInt32 labels) {
        this(images, labels, BatchSlice.whole(Math.toIntExact(labels.size())));
    }

    /**
     * Copies images.
     *
     * @param order numbers of images
     * @param from first place in the order
     * @param to behind the last place
     */
    static Batch of(LabeledImages set, int[] order, int from, int to) {
        return of(set, order, from, BatchSlice.whole(to - from));
    }

    /**
     * Copies a slice's images.
     *
     * @param order numbers of images
     * @param from the whole batch's first place in the order
     * @param slice which ones
     */
    static Batch of(LabeledImages set, int[] order, int from, BatchSlice slice) {
        int[] places = slice.places();
        int size = places.length;
        byte[] pixels = new byte[size * set.imageBytes()];
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            int image = order[from + places[i]];
            set.copyImage(image, pixels, i * set.imageBytes());
            labels[i] = set.label(image);
        }
        Shape shape = Shape.of(size, set.height(), set.width(), set.channels());
        return new Batch(
                TUint8.tensorOf(shape, DataBuffers.of(pixels, true, false)),
                TInt32.tensorOf(Shape.of(size), DataBuffers.of(labels, true, false)),
                slice);
    }

    @Override
    public void close() {
        images.close();
        labels.close();
    }
}
