// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.batch;

import dev.nin.data.ExampleReader.Examples;
import dev.nin.data.ImageShape;
import dev.nin.graph.ModelOperands;
import dev.nin.train.replica.BatchSlice;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;

/**
 * A batch of images with their targets, in TensorFlow's memory.
 *
 * @param images (size, height, width, channels); placeholders if there are features
 * @param features a node's output for the images; empty if the model runs on the images themselves
 * @param targets the targets, the batch first
 * @param slice which images of a larger batch they are
 */
public record Batch(TUint8 images, Optional<Features> features, TargetTensors targets, BatchSlice slice)
        implements AutoCloseable {
    /**
     * The output of a node.
     *
     * @param node the node's name
     * @param values its output, the batch first
     */
    record Features(String node, TFloat32 values) {}

    /**
     * Copies images that were read into TensorFlow's memory.
     *
     * @param shape the shape of an image
     * @param features the features that replace the images, if any
     * @param slice which images of a larger batch they are
     */
    public static Batch of(Examples read, ImageShape shape, Optional<Features> features, BatchSlice slice) {
        int size = read.size();
        Shape batch = Shape.of(size, shape.height(), shape.width(), shape.channels());
        return new Batch(
                TUint8.tensorOf(batch, DataBuffers.of(read.pixels(), true, false)),
                features,
                TargetTensors.of(read.targets(), size),
                slice);
    }

    /** Feeds the images or their features. */
    public Session.Runner feed(Session.Runner runner, Operand<? extends TNumber> input, ModelOperands model) {
        return features.map(each -> runner.feed(model.node(each.node()), each.values()))
                .orElseGet(() -> runner.feed(input, images));
    }

    @Override
    public void close() {
        images.close();
        features.ifPresent(each -> each.values().close());
        targets.close();
    }
}
