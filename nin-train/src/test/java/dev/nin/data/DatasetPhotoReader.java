// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data;

import dev.nin.data.augment.ImageAugmentation;
import dev.nin.data.encoded.EncodedDataset;
import dev.nin.data.encoded.EncodedSource;
import dev.nin.model.Input;
import dev.nin.runtime.Device;
import dev.nin.runtime.TensorFlowRuntime;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads photos as a training does: with a random crop and flip each, in prefetched batches. */
final class DatasetPhotoReader {
    private static final int BATCH = 32;
    private static final int AHEAD = 2;
    private static final int SIDE = 224;
    private static final int WARM_UP = 8;

    private final EncodedDataset photos;
    private int epoch;

    private DatasetPhotoReader(List<Path> files) {
        photos = EncodedDataset.of(new Files224(files), List.of("photo"), new Input(SIDE, SIDE, 3, Input.Pixels.UINT8));
        // The JVM compiles during these rounds, ten seconds of a training.
        for (int round = 0; round < WARM_UP; round++) {
            read();
        }
    }

    /** Prints ready, then images per second for each line that is read. */
    public static void main(String... arguments) throws IOException {
        // Our own program starts the runtime too.
        TensorFlowRuntime.start(Device.parse("cpu"), 0, false);
        List<Path> photos;
        try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
            photos = files.filter(file -> file.toString().endsWith(".JPEG"))
                    .sorted()
                    .toList();
        }
        DatasetPhotoReader reader = new DatasetPhotoReader(photos);
        System.out.println("ready");
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (requests.readLine() != null) {
            System.out.println(reader.imagesPerSecond());
        }
        System.exit(0);
    }

    /** Files without classes. */
    private record Files224(List<Path> files) implements EncodedSource {
        @Override
        public int size() {
            return files.size();
        }

        @Override
        public byte[] read(int index) throws IOException {
            return Files.readAllBytes(files.get(index));
        }

        @Override
        public int label(int index) {
            return 0;
        }

        @Override
        public String name(int index) {
            return files.get(index).toString();
        }
    }

    private double imagesPerSecond() {
        long start = System.nanoTime();
        int count = read();
        return count / ((System.nanoTime() - start) / 1e9);
    }

    private int read() {
        Draw draw = new Draw(ImageAugmentation.NONE.with("resized-crop").with("flip"), 1, ++epoch);
        Deque<Future<Integer>> ahead = new ArrayDeque<>();
        int count = 0;
        try (ExampleReader reader = new ExampleReader(photos, draw)) {
            for (int from = 0; from < photos.size(); from += BATCH) {
                int to = Math.min(from + BATCH, photos.size());
                ahead.add(reader.read(IntStream.range(from, to).toArray(), read -> read.size()));
                count += ahead.size() > AHEAD ? ExampleReader.await(ahead.remove()) : 0;
            }
            while (!ahead.isEmpty()) {
                count += ExampleReader.await(ahead.remove());
            }
        }
        return count;
    }
}
