// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.source;

import dev.nin.data.Dataset;
import dev.nin.data.EncodedDataset;
import dev.nin.data.ImageSets;
import dev.nin.data.ImageShape;
import dev.nin.data.listing.ListedSets;
import dev.nin.data.scan.BadFile;
import dev.nin.data.scan.FileScan;
import dev.nin.data.scan.ScanCache;
import dev.nin.data.scan.ScannedImages;
import dev.nin.data.scan.ScannedSets;
import dev.nin.model.Input;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Image files that were listed and looked into.
 *
 * @param scanned the good ones
 */
record FileData(ScannedSets scanned) implements DataSource {
    private static final int COLOR = 3;

    /**
     * Looks into all files.
     *
     * @param place the data's folder or manifest
     */
    static FileData check(ListedSets listed, Path place, DataOptions options) {
        ScanCache cache = options.remembers() ? ScanCache.of(place) : ScanCache.none();
        return new FileData(FileScan.scan(listed, new HeaderCheck(), options.badFiles(), cache, options.progress()));
    }

    @Override
    public String name() {
        return scanned.name();
    }

    @Override
    public Optional<ImageShape> shape() {
        List<ImageShape> shapes = parts().flatMap(part -> part.files().stream())
                .map(file ->
                        new ImageShape(file.finding().height(), file.finding().width(), COLOR))
                .distinct()
                .limit(2)
                .toList();
        return shapes.size() == 1 ? Optional.of(shapes.get(0)) : Optional.empty();
    }

    @Override
    public boolean isEncoded() {
        return true;
    }

    @Override
    public boolean holdsTest() {
        return scanned.test().isPresent();
    }

    @Override
    public ImageSets open(Input input) {
        Decoded.Memory memory =
                Decoded.memory(parts().mapToLong(part -> part.files().size()).sum(), input);
        Dataset train = dataset(scanned.train(), input, memory);
        Optional<Dataset> validation = scanned.validation().map(part -> dataset(part, input, memory));
        return Decoded.sets(name(), train, validation, scanned.test().map(part -> dataset(part, input, memory)));
    }

    private static Dataset dataset(ScannedImages part, Input input, Decoded.Memory memory) {
        return memory.hold(EncodedDataset.of(new FileSource(part), part.images().classes(), input));
    }

    private Stream<ScannedImages> parts() {
        return Stream.of(Optional.of(scanned.train()), scanned.validation(), scanned.test())
                .flatMap(Optional::stream);
    }

    @Override
    public List<String> notes() {
        return scanned.notes();
    }

    @Override
    public List<String> skipped() {
        return scanned.skipped().stream().map(BadFile::toString).toList();
    }
}
