// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.listing;

import dev.nin.UserInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A folder of which each folder holds the images of a class and bears its name. */
final class ClassFolders {
    private final ImageWalk walk;
    private final Path root;

    /** For folders below a root that names are relative to. */
    ClassFolders(ImageWalk walk, Path root) {
        this.walk = walk;
        this.root = root;
    }

    /** Lists a folder, whose own folders are the classes. */
    ListedImages list(Path folder) {
        return list(folder, names(folder));
    }

    /**
     * Lists a folder of given classes.
     *
     * @throws UserInputException if it has another class, or a class's folder has no image
     */
    ListedImages list(Path folder, List<String> classes) {
        String prefix = folder.equals(root) ? "" : folder.getFileName() + "/";
        List<ImageFile> files = new ArrayList<>();
        for (FolderEntry entry : walk.entries(folder)) {
            String name = prefix + entry.name();
            if (!entry.isFolder()) {
                walk.passOver(name);
                continue;
            }
            int label = classes.indexOf(entry.name());
            if (label < 0) {
                throw PartUses.unknownClass(entry.path().toString(), entry.name(), classes);
            }
            List<ImageFile> images = walk.images(entry.path(), name, label);
            if (images.isEmpty()) {
                throw new UserInputException(entry.path() + " has no image, expected images of the class "
                        + entry.name() + "; add some or take the folder away");
            }
            files.addAll(images);
        }
        return new ListedImages(root, classes, files);
    }

    private List<String> names(Path folder) {
        return walk.entries(folder).stream()
                .filter(FolderEntry::isFolder)
                .map(FolderEntry::name)
                .toList();
    }
}
