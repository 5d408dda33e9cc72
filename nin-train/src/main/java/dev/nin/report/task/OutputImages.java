// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.task;

import dev.nin.data.Dataset;
import dev.nin.data.ExampleBuffer;
import dev.nin.data.ImageShape;
import dev.nin.task.Target;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Test images with the classes of one output, even if there are other targets.
 *
 * @param images the images
 * @param classes the names of the output's classes
 * @param labels the class of each image
 */
record OutputImages(Dataset images, List<String> classes, List<Integer> labels) implements Dataset {
    static OutputImages of(TestedOutput output) {
        Target target = output.task().target(output.spec(), output.name());
        List<Integer> labels = IntStream.range(0, output.images().size())
                .mapToObj(output::label)
                .toList();
        return new OutputImages(output.images(), target.names(), labels);
    }

    @Override
    public int size() {
        return images.size();
    }

    @Override
    public ImageShape shape() {
        return images.shape();
    }

    @Override
    public int label(int index) {
        return labels.get(index);
    }

    @Override
    public void read(int index, ExampleBuffer into) {
        images.read(index, into);
    }

    @Override
    public boolean isDecoded() {
        return images.isDecoded();
    }
}
