// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.source;

import dev.nin.InvalidSettingException;
import dev.nin.UserInputException;
import dev.nin.data.binary.CifarFolder;
import dev.nin.data.binary.FashionMnist;
import dev.nin.data.binary.IdxFolder;
import dev.nin.data.listing.FolderListing;
import dev.nin.data.listing.PlainFolderListing;
import dev.nin.data.manifest.ManifestListing;
import dev.nin.data.records.TfRecordListing;
import dev.nin.task.Target.Kind;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Determines the kind of data by its files.
 *
 * @param name the data's name on the command line
 * @param options the options for finding it
 */
record DataSearch(String name, DataOptions options) {
    /** @throws UserInputException as {@link DataSource#find} does */
    DataSource find() {
        if (name.equals("sample")) {
            requireClasses();
            return new StoredData(FashionMnist.sample());
        }
        if (name.equals("fashion-mnist")) {
            requireClasses();
            return new StoredData(FashionMnist.full());
        }
        Path place = Path.of(name);
        if (ManifestListing.matches(place) && Files.isRegularFile(place)) {
            return manifest(place);
        }
        if (name.isBlank() || !Files.isDirectory(place)) {
            throw new InvalidSettingException(
                    "data",
                    name
                            + " is not a folder, expected sample, fashion-mnist, a folder of images or a manifest of them");
        }
        if (CifarFolder.matches(place)) {
            requireClasses();
            return new StoredData(CifarFolder.read(place));
        }
        if (IdxFolder.matches(place)) {
            requireClasses();
            return new StoredData(IdxFolder.read(place));
        }
        if (TfRecordListing.matches(place)) {
            requireClasses();
            return RecordData.check(TfRecordListing.list(place, options.progress()));
        }
        return options.labels().isPresent() ? labeled(place, options.labels().get()) : folder(place);
    }

    private DataSource manifest(Path file) {
        if (options.labels().isPresent()) {
            throw new InvalidSettingException(
                    "labels",
                    options.labels().get() + " is given beside the data " + name
                            + ", which contains the targets itself; leave one out, or name the folder of the images");
        }
        return FileData.check(
                ManifestListing.list(file, ManifestListing.folder(file), options.kind(), options.progress()),
                file,
                options);
    }

    private DataSource labeled(Path folder, Path labels) {
        if (!ManifestListing.matches(labels) || !Files.isRegularFile(labels)) {
            throw new InvalidSettingException(
                    "labels",
                    labels
                            + (Files.isRegularFile(labels) ? " is not a manifest" : " is not a file")
                            + ", expected a CSV file (.csv) or one of JSON lines (.jsonl) that names the images in "
                            + folder);
        }
        return FileData.check(
                ManifestListing.list(labels, folder, options.kind(), options.progress()), folder, options);
    }

    private DataSource folder(Path folder) {
        return FileData.check(
                switch (options.kind()) {
                    case CLASS -> FolderListing.list(folder, options.progress());
                    case MASK, IMAGE -> PlainFolderListing.list(folder, options.kind(), options.progress());
                    case TAGS -> throw unlabeled("tags", "the columns file and tags");
                    case VALUES -> throw unlabeled("values", "the column file and one for each value");
                },
                folder,
                options);
    }

    private UserInputException unlabeled(String what, String columns) {
        return new InvalidSettingException(
                "data",
                name + " is a folder, which has no " + what + " for its images; name a CSV or JSON-lines file with "
                        + columns + " as labels");
    }

    /** Refuses options that data stored with a class per image cannot satisfy. */
    private void requireClasses() {
        if (options.labels().isPresent()) {
            throw new InvalidSettingException(
                    "labels",
                    options.labels().get() + " is given, but the data " + name
                            + " has a class for each image; leave it out, or name a folder of image files");
        }
        if (options.kind() != Kind.CLASS && options.kind() != Kind.IMAGE) {
            throw new InvalidSettingException(
                    "data",
                    name + " has a class for each image, expected "
                            + (options.kind() == Kind.MASK ? "masks" : options.kind() == Kind.TAGS ? "tags" : "values")
                            + "; name a folder of image files or a manifest of them");
        }
    }
}
