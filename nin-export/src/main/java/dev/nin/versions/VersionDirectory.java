// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.versions;

import dev.nin.UserInputException;
import dev.nin.files.Reasons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A model's folder as TensorFlow Serving watches it: each version in a folder named by a whole number, the greatest
 * served.
 *
 * @param base the model's folder
 */
public record VersionDirectory(Path base) {
    private static final long GREATEST = 999_999_999_999_999_999L;
    /**
     * What the name of a folder begins with that shows whether one can be made: no version, and no exporter's leftover.
     */
    private static final String TRIAL = ".trial-";

    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

    /**
     * The newest version.
     *
     * @return the greatest number, empty if there is no version
     */
    public OptionalLong newest() {
        return versions().max();
    }

    /**
     * The folder of a version.
     *
     * @param version its number
     * @return the folder, whether it exists or not
     */
    public Path version(long version) {
        return base.resolve(Long.toString(version));
    }

    /**
     * Refuses a folder that nothing can be published in, as far as can be told without leaving anything: for those who
     * have long work to do before they publish.
     *
     * @throws UserInputException if it, or the nearest folder above it that is there, is no folder or not writable
     */
    public void requireWritable() {
        Path nearest = base.toAbsolutePath();
        while (!Files.exists(nearest) && nearest.getParent() != null) {
            nearest = nearest.getParent();
        }
        // Read now, since a damaged one would be met only when there is something to publish.
        GreatestVersion.read(base);
        try {
            // Tried rather than asked, since the answer for root is always yes.
            Files.deleteIfExists(Files.createTempDirectory(nearest, TRIAL));
        } catch (IOException e) {
            throw new UserInputException(
                    "folder " + base + " cannot be written (" + Reasons.of(e) + "); name another", e);
        }
    }

    /**
     * The number of the next version: above all that are there or were ever given, and no file's name.
     *
     * @throws UserInputException if there is none above them
     */
    public long next() {
        long next = greatest().orElse(0) + 1;
        while (Files.exists(version(next))) {
            next++;
        }
        if (next > GREATEST) {
            throw new UserInputException(
                    "folder " + base + " has no number left above " + (next - 1) + "; name another folder");
        }
        return next;
    }

    /**
     * Refuses a number that is taken, was given before or cannot be one.
     *
     * @throws UserInputException if it is
     */
    public void requireFree(long version) {
        if (version < 0 || version > GREATEST) {
            throw new UserInputException("--version is " + version + ", expected a whole number from 0 to " + GREATEST);
        }
        boolean isThere = Files.exists(version(version));
        if (isThere || version == GreatestVersion.read(base).orElse(-1)) {
            throw new UserInputException("version " + version(version)
                    + (isThere ? " exists already" : " was given before, and servers may have met it")
                    + "; leave --version out for the next number, " + next());
        }
    }

    /**
     * Removes old versions, each under another name first, so that a server that watches sees it go at once. Whoever
     * calls holds the folder's lock.
     *
     * @param newest how many stay
     * @param published the version that stays in any case
     * @param removal deletes a folder
     * @return a line for each that could not be removed
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

    static boolean isNumber(String name) {
        return NUMBER.matcher(name).matches();
    }

    private OptionalLong greatest() {
        return LongStream.concat(versions(), GreatestVersion.read(base).stream())
                .max();
    }

    private LongStream versions() {
        if (!Files.isDirectory(base)) {
            return LongStream.empty();
        }
        try (Stream<Path> children = Files.list(base)) {
            long[] numbers = children.filter(Files::isDirectory)
                    .map(child -> child.getFileName().toString())
                    .filter(VersionDirectory::isNumber)
                    .mapToLong(Long::parseLong)
                    .toArray();
            return LongStream.of(numbers);
        } catch (IOException e) {
            throw new UserInputException(
                    "folder " + base + " cannot be listed (" + Reasons.of(e) + "); name another", e);
        }
    }
}
