// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.batch;

import dev.nin.data.Dataset;
import dev.nin.data.Draw;
import dev.nin.data.ExampleBuffer;
import dev.nin.data.ImageShape;
import dev.nin.data.TargetBuffer;
import dev.nin.task.Target;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** A dataset whose batches hold a node's output for each image, computed once, instead of the image. Immutable. */
public final class FeatureSet implements Dataset {
    /** The shape of the placeholder, since no image is read. */
    private static final ImageShape NO_IMAGE = new ImageShape(1, 1, 1);

    private final Dataset images;
    private final String node;
    private final Shape shape;
    private final float[][] features;

    /**
     * @param images the images whose targets are read
     * @param node the node's name
     * @param shape shape of the node's output for one image
     * @param features the node's output for each image, in row-major order
     */
    public FeatureSet(Dataset images, String node, Shape shape, float[][] features) {
        this.images = images;
        this.node = node;
        this.shape = shape;
        this.features = features;
    }

    String node() {
        return node;
    }

    /** Returns the features of some images, the batch first. */
    TFloat32 of(int[] indices) {
        Shape batch = Shape.of(LongStream.concat(LongStream.of(indices.length), Arrays.stream(shape.asArray()))
                .toArray());
        return TFloat32.tensorOf(batch, tensor -> {
            var all = tensor.asRawTensor().data().asFloats();
            for (int i = 0; i < indices.length; i++) {
                all.offset((long) i * features[indices[i]].length).write(features[indices[i]]);
            }
        });
    }

    @Override
    public int size() {
        return images.size();
    }

    @Override
    public ImageShape shape() {
        return NO_IMAGE;
    }

    @Override
    public List<String> classes() {
        return images.classes();
    }

    @Override
    public int label(int index) {
        return images.label(index);
    }

    @Override
    public List<Target> targets() {
        return images.targets();
    }

    @Override
    public void readTargets(int index, Draw draw, TargetBuffer into) {
        images.readTargets(index, draw, into);
    }

    @Override
    public void read(int index, ExampleBuffer into) {}

    @Override
    public boolean isDecoded() {
        return true;
    }
}
