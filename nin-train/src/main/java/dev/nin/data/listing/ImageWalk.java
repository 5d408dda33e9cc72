// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.listing;

import dev.nin.UserInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the image files below folders of one root, and counts other files. */
final class ImageWalk {
    private static final int PROGRESS_STEP = 500;

    private final Path realRoot;
    private final Progress progress;
    private int found;
    private int passedOver;
    private @Nullable String passedOverExample;
    private @Nullable String loop;

    /** @throws UserInputException if the root cannot be read */
    ImageWalk(Path root, Progress progress) {
        try {
            realRoot = root.toRealPath();
        } catch (IOException e) {
            throw FolderEntry.unreadable(root, e);
        }
        this.progress = progress;
    }

    /** Returns the contents of a folder, sorted by name. */
    List<FolderEntry> entries(Path folder) {
        return FolderEntry.of(folder, realRoot).stream()
                .sorted(Comparator.comparing(FolderEntry::name))
                .toList();
    }

    /** Returns the folders in a folder, sorted by name. */
    List<FolderEntry> folders(Path folder) {
        return entries(folder).stream().filter(FolderEntry::isFolder).toList();
    }

    /**
     * Returns the images of a class, at any depth below its folder, sorted by name.
     *
     * @param folder the class's folder
     * @param name the folder's name within the listed folder
     * @param label the class's number
     */
    List<ImageFile> images(Path folder, String name, int label) {
        return imagesBelow(folder, name + "/", label);
    }

    /**
     * Returns the images at any depth below a folder, sorted by name.
     *
     * @param prefix the prefix of their names within the listed folder, such as train/
     */
    List<ImageFile> imagesBelow(Path folder, String prefix) {
        return imagesBelow(folder, prefix, 0);
    }

    private List<ImageFile> imagesBelow(Path folder, String prefix, int label) {
        List<ImageFile> images = new ArrayList<>();
        Set<Path> visited = new HashSet<>();
        visited.add(real(folder));
        walk(folder, prefix, label, visited, images);
        images.sort(Comparator.comparing(ImageFile::name));
        return images;
    }

    private void walk(Path folder, String prefix, int label, Set<Path> visited, List<ImageFile> images) {
        for (FolderEntry entry : FolderEntry.of(folder, realRoot)) {
            String name = prefix + entry.name();
            if (entry.isFolder()) {
                if (entry.isLink() && !isNew(entry.path(), folder, visited)) {
                    loop = name;
                } else {
                    walk(entry.path(), name + "/", label, visited, images);
                }
            } else if (FileKind.isImage(entry.path(), entry.name())) {
                images.add(new ImageFile(entry.path(), name, label));
                found++;
                if (found % PROGRESS_STEP == 0) {
                    progress.update(found, 0);
                }
            } else {
                passOver(name);
            }
        }
    }

    /** Returns whether a link leads to a folder that has not been entered yet. */
    private static boolean isNew(Path link, Path folder, Set<Path> visited) {
        Path target = real(link);
        return !real(folder).startsWith(target) && visited.add(target);
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw FolderEntry.unreadable(folder, e);
        }
    }

    /** Counts a file that belongs to no class or is not an image. */
    void passOver(String name) {
        passedOver++;
        if (passedOverExample == null || name.compareTo(passedOverExample) < 0) {
            passedOverExample = name;
        }
    }

    /** Returns notes on files that are not images of a class, and on links. */
    List<String> notes() {
        return notes(" of a class");
    }

    /**
     * Returns notes on what was left out.
     *
     * @param whose follows "image" in the notes
     */
    List<String> notes(String whose) {
        List<String> notes = new ArrayList<>();
        if (passedOver == 1) {
            notes.add(passedOverExample + " is not an image" + whose + " and is ignored");
        } else if (passedOver > 1) {
            notes.add(passedOver + " files are not images" + whose + " and are ignored, such as " + passedOverExample);
        }
        if (loop != null) {
            notes.add(loop + " is a link to a folder that is already read and is ignored");
        }
        return notes;
    }
}
