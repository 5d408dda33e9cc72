// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.source;

import dev.nin.data.Dataset;
import dev.nin.data.ImageSets;
import dev.nin.data.ImageShape;
import dev.nin.data.encoded.EncodedDataset;
import dev.nin.data.encoded.EncodedSource;
import dev.nin.data.records.TfRecordSets;
import dev.nin.data.records.TfRecordSource;
import dev.nin.image.ImageHeader;
import dev.nin.model.Input;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Data in TFRecord shards of image files.
 *
 * @param sets the shards
 * @param shape the shape of all images; empty if they differ in size
 */
record RecordData(TfRecordSets sets, Optional<ImageShape> shape) implements DataSource {
    private static final int COLOR = 3;

    /**
     * Reads the headers of all images.
     *
     * @throws dev.nin.UserInputException if an image cannot be read
     */
    static RecordData check(TfRecordSets sets) {
        List<ImageShape> shapes = parts(sets)
                .flatMap(part -> IntStream.range(0, part.size())
                        .parallel()
                        .mapToObj(image -> ImageHeader.read(part.name(image), part.encoded(image))))
                .map(header -> new ImageShape(header.height(), header.width(), COLOR))
                .distinct()
                .toList();
        return new RecordData(sets, shapes.size() == 1 ? Optional.of(shapes.get(0)) : Optional.empty());
    }

    private static Stream<TfRecordSource> parts(TfRecordSets sets) {
        return Stream.of(Optional.of(sets.train()), sets.validation(), sets.test())
                .flatMap(Optional::stream);
    }

    /** The images of a part. */
    private record Source(TfRecordSource records) implements EncodedSource {
        @Override
        public int size() {
            return records.size();
        }

        @Override
        public byte[] read(int index) {
            return records.encoded(index);
        }

        @Override
        public int label(int index) {
            return records.label(index);
        }

        @Override
        public String name(int index) {
            return records.name(index);
        }
    }

    @Override
    public String name() {
        return sets.name();
    }

    @Override
    public boolean isEncoded() {
        return true;
    }

    @Override
    public boolean holdsTest() {
        return sets.test().isPresent();
    }

    @Override
    public ImageSets open(Input input) {
        Decoded.Memory memory =
                Decoded.memory(parts(sets).mapToLong(TfRecordSource::size).sum(), input);
        return Decoded.sets(
                name(),
                dataset(sets.train(), input, memory),
                sets.validation().map(part -> dataset(part, input, memory)),
                sets.test().map(part -> dataset(part, input, memory)));
    }

    private Dataset dataset(TfRecordSource part, Input input, Decoded.Memory memory) {
        return memory.hold(EncodedDataset.of(new Source(part), sets.classes(), input));
    }

    @Override
    public List<String> notes() {
        return sets.notes();
    }

    @Override
    public List<String> skipped() {
        return List.of();
    }
}
