// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.listing;

import dev.nin.UserInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lists a folder of photos: one folder per class, named after the class, with images at any depth; or {@code train}
 * with any of {@code test} and {@code val}, {@code valid} or {@code validation}, in any letter case, each of which is
 * such a folder. An outer folder that holds only this one is entered. Classes and files are sorted by name.
 */
public final class FolderListing {
    private static final String EXPECTED =
            "expected one folder per class, such as cat/1.jpg and dog/1.jpg, or train/ and test/ of such folders";

    private final ImageWalk walk;
    private final List<String> notes = new ArrayList<>();

    private FolderListing(ImageWalk walk) {
        this.walk = walk;
    }

    /**
     * Lists a folder.
     *
     * @param root the folder
     * @param progress is notified of the number of images found so far
     * @return the folder's parts
     * @throws UserInputException if the folder does not have this layout, cannot be read, has a link that leads out of
     *     it, or has a class without images or without training images
     */
    public static ListedSets list(Path root, Progress progress) {
        if (!Files.isDirectory(root)) {
            throw new UserInputException(root + " is not a folder, expected a folder of images; name another");
        }
        FolderListing listing = new FolderListing(new ImageWalk(root, progress));
        return listing.list(root.toString(), root);
    }

    private ListedSets list(String name, Path folder) {
        List<FolderEntry> entries = walk.entries(folder);
        List<FolderEntry> folders =
                entries.stream().filter(FolderEntry::isFolder).toList();
        if (folders.isEmpty()) {
            throw noFolders(folder, entries);
        }
        Optional<PartFolders> parts = PartFolders.find(folder, folders, walk);
        if (parts.isPresent()) {
            return parts(name, folder, parts.get());
        }
        boolean isAround = folders.size() == 1
                && entries.stream().noneMatch(FolderListing::isImage)
                && holdsOnlyFolders(folders.get(0).path());
        if (isAround) {
            Path inner = folders.get(0).path();
            notes.add("the data is in the folder " + folders.get(0).name() + "/ inside " + folder);
            return list(name, inner);
        }
        ListedImages train = new ClassFolders(walk, folder).list(folder);
        return PartUses.sets(name, Map.of(Part.TRAIN, train), allNotes());
    }

    private ListedSets parts(String name, Path folder, PartFolders found) {
        ClassFolders classFolders = new ClassFolders(walk, folder);
        Map<Part, ListedImages> parts = new EnumMap<>(Part.class);
        Map<Part, String> titles = new EnumMap<>(Map.of(Part.TRAIN, "train/", Part.TEST, "test/"));
        ListedImages train = classFolders.list(found.train().path());
        for (Map.Entry<Part, FolderEntry> each : found.folders().entrySet()) {
            titles.put(each.getKey(), each.getValue().name() + "/");
            parts.put(
                    each.getKey(),
                    each.getKey() == Part.TRAIN
                            ? train
                            : classFolders.list(each.getValue().path(), train.classes()));
        }
        for (String other : found.others()) {
            notes.add(other + "/ is ignored beside " + found.train().name() + "/");
        }
        Map<Part, ListedImages> uses = PartUses.byUse(parts, titles, notes);
        return PartUses.sets(name, uses, allNotes());
    }

    private List<String> allNotes() {
        notes.addAll(walk.notes());
        return notes;
    }

    private boolean holdsOnlyFolders(Path folder) {
        List<FolderEntry> entries = walk.entries(folder);
        return entries.stream().anyMatch(FolderEntry::isFolder)
                && entries.stream().noneMatch(FolderListing::isImage);
    }

    private static boolean isImage(FolderEntry entry) {
        return !entry.isFolder() && FileKind.isNamedAsImage(entry.name());
    }

    private static UserInputException noFolders(Path folder, List<FolderEntry> entries) {
        boolean hasImages = entries.stream().anyMatch(FolderListing::isImage);
        return new UserInputException(
                hasImages
                        ? folder + " has images but no folders, " + EXPECTED
                                + "; sort the images into folders or name a CSV file with the columns file and label"
                        : folder + " has no folder of images, " + EXPECTED + "; name another");
    }
}
