// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.listing;

import dev.nin.UserInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The folders of a data set's parts.
 *
 * @param train the folder of the training images
 * @param folders the folders of all parts
 * @param others the names of folders that belong to no part
 */
record PartFolders(FolderEntry train, Map<Part, FolderEntry> folders, List<String> others) {
    /**
     * Finds the parts among folders. A folder with a name such as train that has no subfolders is a class.
     *
     * @param parent the folder that contains them
     * @param folders the folders
     * @return the parts; empty if the folders are those of classes
     * @throws UserInputException if a part exists twice or has no class folder, or only the training part is missing
     */
    static Optional<PartFolders> find(Path parent, List<FolderEntry> folders, ImageWalk walk) {
        Map<Part, List<FolderEntry>> named = new EnumMap<>(Part.class);
        List<String> others = new ArrayList<>();
        for (FolderEntry folder : folders) {
            Part.of(folder.name())
                    .ifPresentOrElse(
                            part -> named.computeIfAbsent(part, key -> new ArrayList<>())
                                    .add(folder),
                            () -> others.add(folder.name()));
        }
        List<FolderEntry> train = named.get(Part.TRAIN);
        if (train == null) {
            requireOthers(parent, named, others, walk);
            return Optional.empty();
        }
        boolean isClass = !hasFolder(train.get(0), walk) || (named.size() == 1 && !others.isEmpty());
        if (isClass) {
            return Optional.empty();
        }
        Map<Part, FolderEntry> parts = new EnumMap<>(Part.class);
        named.forEach((part, found) -> parts.put(part, one(parent, part, found, walk)));
        return Optional.of(new PartFolders(train.get(0), parts, others));
    }

    /**
     * Finds the parts among folders of images that are not sorted into classes.
     *
     * @param parent the folder that contains them
     * @param folders the folders
     * @return the parts; empty if there are none
     * @throws UserInputException if a part exists twice, or only the training part is missing
     */
    static Optional<PartFolders> findPlain(Path parent, List<FolderEntry> folders) {
        Map<Part, FolderEntry> parts = new EnumMap<>(Part.class);
        List<String> others = new ArrayList<>();
        for (FolderEntry folder : folders) {
            Optional<Part> part = Part.of(folder.name());
            if (part.isEmpty()) {
                others.add(folder.name());
                continue;
            }
            FolderEntry earlier = parts.putIfAbsent(part.get(), folder);
            if (earlier != null) {
                requireOne(parent, part.get(), List.of(earlier, folder));
            }
        }
        FolderEntry train = parts.get(Part.TRAIN);
        if (train == null && !parts.isEmpty() && others.isEmpty()) {
            throw new UserInputException(
                    parent + " has " + parts.values().iterator().next().name()
                            + "/ but no train/, expected training images too; add the folder train/");
        }
        return train == null ? Optional.empty() : Optional.of(new PartFolders(train, parts, others));
    }

    private static FolderEntry one(Path parent, Part part, List<FolderEntry> found, ImageWalk walk) {
        FolderEntry first = requireOne(parent, part, found);
        if (!hasFolder(first, walk)) {
            throw new UserInputException(first.path()
                    + " has no folder of a class, expected one per class as in train/; sort its images into folders or"
                    + " remove it");
        }
        return first;
    }

    private static FolderEntry requireOne(Path parent, Part part, List<FolderEntry> found) {
        FolderEntry first = found.get(0);
        if (found.size() > 1) {
            throw new UserInputException(parent + " has both " + first.name() + "/ and "
                    + found.get(1).name() + "/, expected one folder of "
                    + (part == Part.TRAIN ? "training" : part == Part.TEST ? "test" : "validation")
                    + " images; remove one");
        }
        return first;
    }

    /** Refuses folders of other parts without training images, which would be taken for classes. */
    private static void requireOthers(
            Path parent, Map<Part, List<FolderEntry>> named, List<String> others, ImageWalk walk) {
        boolean isWithoutTraining = !named.isEmpty()
                && others.isEmpty()
                && named.values().stream().flatMap(List::stream).allMatch(folder -> hasFolder(folder, walk));
        if (isWithoutTraining) {
            throw new UserInputException(parent + " has "
                    + named.values().iterator().next().get(0).name()
                    + "/ but no train/, expected training images too; add the folder train/ with one folder per class");
        }
    }

    private static boolean hasFolder(FolderEntry folder, ImageWalk walk) {
        return walk.entries(folder.path()).stream().anyMatch(FolderEntry::isFolder);
    }
}
