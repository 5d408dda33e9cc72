// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.listing;

import dev.nin.UserInputException;
import dev.nin.files.Reasons;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A file or folder in a folder.
 *
 * @param path the path
 * @param name the file name
 * @param isFolder whether it is a folder, or a link to one
 * @param isLink whether it is a link
 */
record FolderEntry(Path path, String name, boolean isFolder, boolean isLink) {
    /**
     * Returns the contents of a folder, without hidden files and files that operating systems leave there, in no order.
     *
     * @param folder the folder
     * @param realRoot the real path of the folder that no link may lead out of
     * @throws UserInputException if the folder cannot be read or a link leads out of the root
     */
    static List<FolderEntry> of(Path folder, Path realRoot) {
        List<FolderEntry> entries = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder)) {
            for (Path path : paths) {
                String name = path.getFileName().toString();
                if (!FileKind.isJunk(name)) {
                    add(path, name, realRoot, entries);
                }
            }
            return entries;
        } catch (DirectoryIteratorException e) {
            throw unreadable(folder, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private static void add(Path path, String name, Path realRoot, List<FolderEntry> entries) {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            // Deleted since its folder was read.
            return;
        }
        if (attributes.isSymbolicLink()) {
            requireWithin(path, realRoot);
            entries.add(new FolderEntry(path, name, Files.isDirectory(path), true));
        } else if (attributes.isDirectory() || attributes.isRegularFile()) {
            entries.add(new FolderEntry(path, name, attributes.isDirectory(), false));
        }
    }

    private static void requireWithin(Path link, Path realRoot) {
        try {
            if (!link.toRealPath().startsWith(realRoot)) {
                throw new UserInputException(
                        link + " is a link out of the data's folder, expected files inside it; copy what it leads to");
            }
        } catch (IOException e) {
            // A broken or circular link; if it has the name of an image, reading it will report the problem.
            return;
        }
    }

    /** Returns the exception for a folder that cannot be read. */
    static UserInputException unreadable(Path folder, IOException problem) {
        return new UserInputException(
                "folder " + folder + " cannot be read (" + Reasons.of(problem)
                        + "), expected one of images; make it readable or remove it",
                problem);
    }
}
