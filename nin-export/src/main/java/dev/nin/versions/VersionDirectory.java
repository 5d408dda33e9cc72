// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.versions;

import com.google.common.base.CharMatcher;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.nin.InvalidSettingException;
import dev.nin.UserInputException;
import dev.nin.files.Reasons;
import dev.nin.onnx.format.OnnxFile;
import dev.nin.savedmodel.SavedModelFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A model's folder in the layout of TensorFlow Serving: each version is in a folder named by an integer, and the
 * highest is served.
 *
 * @param base the model's folder
 */
public record VersionDirectory(Path base) {
    /** The name prefix of a test folder, which is neither a version nor an exporter's leftover. */
    private static final String TRIAL = ".trial-";

    /** The files by which a version is known; Python can also write a graph as text. */
    private static final Set<String> MODELS =
            Set.of(SavedModelFormat.GRAPH, SavedModelFormat.GRAPH + "txt", OnnxFile.NAME);

    /**
     * Returns the newest version.
     *
     * @return the highest number; empty if there is no version
     */
    public OptionalLong newest() {
        return versions().max();
    }

    /**
     * Returns the folder of a version.
     *
     * @param version the version's number
     * @return the folder, whether it exists or not
     */
    public Path version(long version) {
        return base.resolve(Long.toString(version));
    }

    /**
     * Throws if nothing can be published in this folder, checked without leaving anything behind. For callers with long
     * work to do before they publish.
     *
     * @throws UserInputException if it, or its nearest existing parent, is not a folder or not writable, or if it is
     *     not a model's folder
     */
    public void requireWritable() {
        requireModelFolder();
        Path nearest = base.toAbsolutePath();
        // A link to nowhere exists, too: no folder can be created under its name.
        while (!Files.exists(nearest, LinkOption.NOFOLLOW_LINKS) && nearest.getParent() != null) {
            nearest = nearest.getParent();
        }
        // Read now, since a damaged file would otherwise be found only on publishing.
        HighestVersion.read(base);
        try {
            // Tried by creating folders, since the permission check always succeeds for root.
            Path trial = Files.createTempDirectory(nearest, TRIAL);
            try {
                Files.createDirectories(trial.resolve(nearest.relativize(base.toAbsolutePath())));
            } finally {
                MoreFiles.deleteRecursively(trial, RecursiveDeleteOption.ALLOW_INSECURE);
            }
            FolderLock.requireUsable(base);
        } catch (IOException e) {
            throw new UserInputException(
                    "folder " + base + " cannot be written (" + Reasons.of(e) + "); name another", e);
        }
    }

    /**
     * Throws if this folder is not one of versions: if it is a version, has the name of one, in which a server would
     * look for the model itself, or has numbered folders of something else.
     *
     * @throws UserInputException if it is not
     */
    public void requireModelFolder() {
        if (MODELS.stream().anyMatch(file -> Files.exists(base.resolve(file)))) {
            throw new UserInputException(base + " is a version's folder; name the model's folder above it");
        }
        Path name = base.getFileName();
        if (name != null && CharMatcher.inRange('0', '9').matchesAllOf(name.toString())) {
            Path parent = base.getParent();
            throw new InvalidSettingException(
                    "version",
                    "is part of the folder " + base + ", expected apart from it; name the model's folder"
                            + (parent == null ? " above it" : " " + parent));
        }
        versions()
                .mapToObj(this::version)
                .filter(VersionDirectory::isForeign)
                .findFirst()
                .ifPresent(foreign -> {
                    throw new UserInputException(foreign + " has files, but no model, so " + base
                            + " is not a model's folder; name another");
                });
    }

    /** Returns whether a numbered folder holds something else than a model, such as images of a class. */
    private static boolean isForeign(Path version) {
        try (Stream<Path> files = Files.list(version)) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).toList();
            return !names.isEmpty() && names.stream().noneMatch(MODELS::contains);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Returns the number of the next version: above all that exist or were ever used, and not the name of a file.
     *
     * @throws UserInputException if there is no higher number
     */
    public long next() {
        long next = greatest().orElse(0) + 1;
        while (Files.exists(version(next))) {
            next++;
        }
        if (next > VersionNumber.GREATEST) {
            throw new UserInputException(
                    "folder " + base + " has no version number left above " + (next - 1) + "; name another folder");
        }
        return next;
    }

    /**
     * Throws if a version number is taken, was used before or is invalid.
     *
     * @throws UserInputException if the number cannot be used
     */
    public void requireFree(long version) {
        if (version < 0 || version > VersionNumber.GREATEST) {
            throw new InvalidSettingException(
                    "version", "is " + version + ", expected a whole number from 0 to " + VersionNumber.GREATEST);
        }
        boolean isThere = Files.exists(version(version));
        if (isThere || version == HighestVersion.read(base).orElse(-1)) {
            throw new UserInputException("version " + version(version)
                    + (isThere ? " exists already" : " was used before, and servers may have loaded it")
                    + "; give no version to use the next number, " + next());
        }
    }

    /**
     * Removes old versions. Each is renamed first, so that a watching server sees it disappear at once. The caller must
     * hold the folder's lock.
     *
     * @param newest the number of versions to keep
     * @param published the version to keep in any case
     * @param removal deletes a folder
     * @return a line for each version that could not be removed
     */
    List<String> removeAllBut(int newest, long published, Leftovers.Removal removal) {
        List<String> problems = new ArrayList<>();
        long[] old = versions().sorted().toArray();
        for (int i = 0; i < old.length - newest; i++) {
            if (old[i] != published) {
                Path removed = base.resolve(Leftovers.REMOVED + old[i] + "-" + UUID.randomUUID());
                try {
                    Files.move(version(old[i]), removed, StandardCopyOption.ATOMIC_MOVE);
                    removal.of(removed);
                } catch (IOException e) {
                    Path left = Files.exists(removed) ? removed : version(old[i]);
                    problems.add("version " + version(old[i]) + " cannot be removed (" + Leftovers.reason(e)
                            + "); delete " + left);
                }
            }
        }
        return problems;
    }

    private OptionalLong greatest() {
        return LongStream.concat(versions(), HighestVersion.read(base).stream()).max();
    }

    private LongStream versions() {
        if (!Files.isDirectory(base)) {
            return LongStream.empty();
        }
        try (Stream<Path> children = Files.list(base)) {
            long[] numbers = children.filter(Files::isDirectory)
                    .map(child -> child.getFileName().toString())
                    .filter(VersionNumber::matches)
                    .mapToLong(Long::parseLong)
                    .toArray();
            return LongStream.of(numbers);
        } catch (IOException e) {
            throw new UserInputException(
                    "folder " + base + " cannot be listed (" + Reasons.of(e) + "); name another", e);
        }
    }
}
