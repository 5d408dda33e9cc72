// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.listing;

import dev.nin.UserInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lists a folder whose subfolders each hold the images of the class they are named after. */
final class ClassFolders {
    private final ImageWalk walk;
    private final Path root;

    /** Lists folders below a root to which names are relative. */
    ClassFolders(ImageWalk walk, Path root) {
        this.walk = walk;
        this.root = root;
    }

    /** Lists a folder whose subfolders are the classes. */
    ListedImages list(Path folder) {
        return list(folder, names(folder));
    }

    /**
     * Lists a folder with given classes.
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
                        + entry.name() + "; add some or remove the folder");
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
