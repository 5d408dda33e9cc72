// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.listing;

import dev.nin.UserInputException;
import dev.nin.task.Target.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lists a folder of images without classes: only images, at any depth, or {@code images} and {@code masks}, where a
 * mask has its image's name with any extension. Either may be divided into {@code train}, {@code test} and {@code val},
 * and so may {@code images} and {@code masks} themselves. An outer folder that holds only this one is entered.
 */
public final class PlainFolderListing {
    private static final String IMAGES = "images";
    private static final String MASKS = "masks";

    private final Kind kind;
    private final ImageWalk walk;
    private final MaskPairs pairs;
    private final List<String> notes = new ArrayList<>();

    private PlainFolderListing(Kind kind, ImageWalk walk) {
        this.kind = kind;
        this.walk = walk;
        pairs = new MaskPairs(walk);
    }

    /**
     * Lists a folder.
     *
     * @param root the folder
     * @param kind {@link Kind#MASK}, or {@link Kind#IMAGE} for only images
     * @param progress is notified of the number of images found so far
     * @return the folder's parts
     * @throws UserInputException if the folder cannot be read, has no image, has a part twice, only the training part
     *     is missing, or an image has no mask or two masks
     */
    public static ListedSets list(Path root, Kind kind, Progress progress) {
        PlainFolderListing listing = new PlainFolderListing(kind, new ImageWalk(root, progress));
        return listing.list(root.toString(), root);
    }

    private ListedSets list(String name, Path folder) {
        List<FolderEntry> entries = walk.entries(folder);
        List<FolderEntry> folders =
                entries.stream().filter(FolderEntry::isFolder).toList();
        Optional<FolderEntry> images = named(folders, IMAGES);
        if (kind == Kind.MASK && images.isPresent()) {
            Path masks = masks(folder, folders).path();
            Optional<PartFolders> parts =
                    PartFolders.findPlain(folder, walk.folders(images.get().path()));
            return parts.map(found -> partsOfBoth(name, folder, found, images.get(), masks))
                    .orElseGet(() -> sets(name, folder, Map.of(Part.TRAIN, files(folder, ""))));
        }
        Optional<PartFolders> parts = PartFolders.findPlain(folder, folders);
        if (parts.isPresent()) {
            return parts(name, folder, parts.get());
        }
        boolean isAround = folders.size() == 1
                && entries.stream().noneMatch(entry -> !entry.isFolder() && FileKind.isNamedAsImage(entry.name()));
        if (isAround) {
            notes.add("the data is in the folder " + folders.get(0).name() + "/ inside " + folder);
            return list(name, folders.get(0).path());
        }
        if (kind == Kind.MASK) {
            throw new UserInputException(folder + " has no folder images/, expected images/ and masks/, or train/ and"
                    + " test/ of such folders; rename its folders, or name a file with the columns file and mask");
        }
        return sets(name, folder, Map.of(Part.TRAIN, files(folder, "")));
    }

    /** Lists parts that each contain images and masks. */
    private ListedSets parts(String name, Path folder, PartFolders found) {
        Map<Part, List<ImageFile>> parts = new EnumMap<>(Part.class);
        found.folders().forEach((part, entry) -> parts.put(part, files(entry.path(), entry.name() + "/")));
        return sets(name, folder, found, parts);
    }

    /** Lists images and masks that are each divided into parts. */
    private ListedSets partsOfBoth(String name, Path folder, PartFolders found, FolderEntry images, Path masks) {
        List<FolderEntry> ofMasks = walk.folders(masks);
        Map<Part, List<ImageFile>> parts = new EnumMap<>(Part.class);
        found.folders().forEach((part, entry) -> {
            FolderEntry mask = named(ofMasks, entry.name())
                    .orElseThrow(() -> new UserInputException(masks + " has no folder " + entry.name()
                            + "/, expected the masks of " + entry.path() + "; add it"));
            parts.put(
                    part,
                    pairs.match(
                            entry.path(),
                            images.name() + "/" + entry.name() + "/",
                            mask.path(),
                            masks.getFileName() + "/" + mask.name() + "/"));
        });
        return sets(name, folder, found, parts);
    }

    private ListedSets sets(String name, Path folder, PartFolders found, Map<Part, List<ImageFile>> parts) {
        found.others()
                .forEach(other ->
                        notes.add(other + "/ is ignored beside " + found.train().name() + "/"));
        Map<Part, String> titles = new EnumMap<>(Map.of(Part.TRAIN, "train/", Part.TEST, "test/"));
        found.folders().forEach((part, entry) -> titles.put(part, entry.name() + "/"));
        return sets(name, folder, PartUses.byUse(parts, titles, notes));
    }

    private ListedSets sets(String name, Path folder, Map<Part, List<ImageFile>> parts) {
        Map<Part, ListedImages> listed = new EnumMap<>(Part.class);
        parts.forEach((part, files) -> listed.put(part, new ListedImages(folder, kind, List.of(), files)));
        notes.addAll(pairs.notes());
        notes.addAll(walk.notes(""));
        return PartUses.sets(name, listed, notes);
    }

    private List<ImageFile> files(Path folder, String prefix) {
        if (kind == Kind.MASK) {
            List<FolderEntry> folders = walk.folders(folder);
            FolderEntry images = named(folders, IMAGES)
                    .orElseThrow(() -> new UserInputException(
                            folder + " has no folder images/, expected images/ and masks/; add them"));
            FolderEntry masks = masks(folder, folders);
            return pairs.match(images.path(), prefix + images.name() + "/", masks.path(), prefix + masks.name() + "/");
        }
        List<ImageFile> files = walk.imagesBelow(folder, prefix);
        if (files.isEmpty()) {
            throw new UserInputException(
                    folder + " has no image, expected images in it or in its folders; name another");
        }
        return files;
    }

    private static FolderEntry masks(Path folder, List<FolderEntry> folders) {
        return named(folders, MASKS)
                .orElseThrow(
                        () -> new UserInputException(folder + " has images/ but no masks/, expected a mask for each"
                                + " image; add the folder masks/, or name a file with the columns file and mask"));
    }

    private static Optional<FolderEntry> named(List<FolderEntry> folders, String name) {
        return folders.stream()
                .filter(folder -> folder.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
