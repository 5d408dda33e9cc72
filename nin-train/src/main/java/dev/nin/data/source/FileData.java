// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.source;

import dev.nin.data.Dataset;
import dev.nin.data.ImageSets;
import dev.nin.data.ImageShape;
import dev.nin.data.encoded.EncodedDataset;
import dev.nin.data.encoded.EncodedTargets;
import dev.nin.data.listing.ImageFile;
import dev.nin.data.listing.ListedImages;
import dev.nin.data.listing.ListedSets;
import dev.nin.data.manifest.ManifestListing;
import dev.nin.data.mask.MaskClasses;
import dev.nin.data.mask.MaskScan;
import dev.nin.data.mask.MaskTargets;
import dev.nin.data.scan.BadFile;
import dev.nin.data.scan.FileScan;
import dev.nin.data.scan.ScanCache;
import dev.nin.data.scan.ScannedImages;
import dev.nin.data.scan.ScannedSets;
import dev.nin.model.Input;
import dev.nin.task.Target;
import dev.nin.task.Target.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Data in image files that have been listed and checked.
 *
 * @param scanned the good files
 * @param maskClasses the classes of their masks; empty if they have no masks
 */
record FileData(ScannedSets scanned, Optional<MaskClasses> maskClasses) implements DataSource {
    private static final int COLOR = 3;

    /**
     * Checks all files.
     *
     * @param place the data's folder or manifest
     */
    static FileData check(ListedSets listed, Path place, DataOptions options) {
        ScanCache cache = options.remembers() ? ScanCache.of(place) : ScanCache.none();
        ScannedSets scanned = FileScan.scan(listed, new HeaderCheck(), options.badFiles(), cache, options.progress());
        if (options.kind() != Kind.MASK) {
            return new FileData(scanned, Optional.empty());
        }
        List<Path> folders = Stream.of(Optional.of(place), options.labels())
                .flatMap(Optional::stream)
                .map(each -> ManifestListing.matches(each) ? ManifestListing.folder(each) : each)
                .toList();
        MaskScan.Masked masked = MaskScan.scan(scanned, folders, options.badFiles(), options.progress());
        return new FileData(masked.sets(), Optional.of(masked.classes()));
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

    private Dataset dataset(ScannedImages part, Input input, Decoded.Memory memory) {
        ListedImages images = part.images();
        FileSource source = new FileSource(part);
        return memory.hold(
                switch (images.kind()) {
                    case CLASS -> EncodedDataset.of(source, images.classes(), input);
                    case TAGS ->
                        EncodedDataset.of(source, new NumberTargets(images, Target.ofTags(images.names())), input);
                    case VALUES ->
                        EncodedDataset.of(source, new NumberTargets(images, Target.ofValues(images.names())), input);
                    case MASK -> EncodedDataset.of(source, masks(images, input, memory), input);
                    case IMAGE -> EncodedDataset.of(source, EncodedTargets.NONE, input);
                });
    }

    private MaskTargets masks(ListedImages images, Input input, Decoded.Memory memory) {
        return new MaskTargets(
                images.files().stream()
                        .map(ImageFile::mask)
                        .flatMap(Optional::stream)
                        .toList(),
                maskClasses.orElseThrow(),
                input,
                memory == Decoded.Memory.KEPT);
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
