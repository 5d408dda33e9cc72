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

/** Finds the image files below folders of one root, and counts the files that are none. */
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

    /** What is in a folder, in the order of the names. */
    List<FolderEntry> entries(Path folder) {
        return FolderEntry.of(folder, realRoot).stream()
                .sorted(Comparator.comparing(FolderEntry::name))
                .toList();
    }

    /** The folders in a folder, in the order of their names. */
    List<FolderEntry> folders(Path folder) {
        return entries(folder).stream().filter(FolderEntry::isFolder).toList();
    }

    /**
     * The images of a class, at any depth below its folder, in the order of their names.
     *
     * @param folder the class's folder
     * @param name its name within the listing's folder
     * @param label the class's number
     */
    List<ImageFile> images(Path folder, String name, int label) {
        return imagesBelow(folder, name + "/", label);
    }

    /**
     * The images at any depth below a folder, in the order of their names.
     *
     * @param prefix what their names begin with within the listing's folder, such as train/
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

    /** Whether a link leads to a folder that is not being walked already. */
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

    /** Counts a file that belongs to no class or is no image. */
    void passOver(String name) {
        passedOver++;
        if (passedOverExample == null || name.compareTo(passedOverExample) < 0) {
            passedOverExample = name;
        }
    }

    /** Lines on files that are no images of a class, and on links. */
    List<String> notes() {
        return notes(" of a class");
    }

    /**
     * Lines on what was left out.
     *
     * @param whose follows "no image" in them
     */
    List<String> notes(String whose) {
        List<String> notes = new ArrayList<>();
        if (passedOver == 1) {
            notes.add(passedOverExample + " is no image" + whose + " and is passed over");
        } else if (passedOver > 1) {
            notes.add(
                    passedOver + " files are no images" + whose + " and are passed over, such as " + passedOverExample);
        }
        if (loop != null) {
            notes.add(loop + " is a link to a folder that is read already, and is passed over");
        }
        return notes;
    }
}
