// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.export;

import dev.nin.data.Dataset;
import dev.nin.data.ExampleBuffer;
import dev.nin.data.ImageSets;
import dev.nin.data.source.DataOptions;
import dev.nin.data.source.DataSource;
import dev.nin.model.Input;
import java.util.stream.IntStream;

/**
 * Some training images, on which a model's values have typical ranges.
 *
 * @param sets all images
 * @param sample the selected ones
 */
record SampleImages(ImageSets sets, Dataset sample) implements AutoCloseable {
    private static final int COUNT = 512;

    /**
     * Selects images.
     *
     * @param data the data's name on the command line
     * @param input the model's input
     * @throws dev.nin.UserInputException if the data cannot be read
     */
    static SampleImages open(String data, Input input) {
        ImageSets sets = DataSource.find(data, DataOptions.DEFAULT).open(input);
        try {
            Dataset images = sets.train();
            return new SampleImages(sets, images.size() > COUNT ? images.limit(COUNT) : images);
        } catch (RuntimeException | Error e) {
            sets.close();
            throw e;
        }
    }

    /** Returns their pixels, read one by one. */
    Iterable<byte[]> pixels() {
        return () -> IntStream.range(0, sample.size()).mapToObj(this::pixels).iterator();
    }

    private byte[] pixels(int image) {
        byte[] pixels = new byte[sample.shape().bytes()];
        sample.read(image, new ExampleBuffer(pixels, 0));
        return pixels;
    }

    @Override
    public void close() {
        sets.close();
    }
}
