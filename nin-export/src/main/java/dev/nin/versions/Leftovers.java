// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.versions;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.nin.files.Reasons;
import dev.nin.files.StagedDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The leftovers of killed exporters in a model's folder. */
final class Leftovers {
    /** The name prefix of a version that is being removed. */
    static final String REMOVED = ".removed-";

    private Leftovers() {}

    /** Deletes a folder. */
    @FunctionalInterface
    interface Removal {
        void of(Path folder) throws IOException;
    }

    /**
     * Removes the leftovers. The caller must hold the folder's lock.
     *
     * @return a line for each leftover that could not be removed
     */
    static List<String> remove(Path base) throws IOException {
        List<String> problems = new ArrayList<>();
        for (Path child : children(base)) {
            String name = child.getFileName().toString();
            if (name.startsWith(REMOVED) || (name.startsWith(StagedDirectory.PREFIX) && !WriterLock.isHeldIn(child))) {
                try {
                    delete(child);
                } catch (IOException e) {
                    problems.add("leftover " + child + " cannot be removed (" + reason(e) + "); delete it");
                }
            }
        }
        return problems;
    }

    /** Deletes a folder that no reader uses. */
    static void delete(Path folder) throws IOException {
        MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }

    /** Returns why a folder could not be deleted: the reason for the first file. */
    static String reason(IOException problem) {
        Throwable[] each = problem.getSuppressed();
        return Reasons.of(each.length > 0 && each[0] instanceof IOException first ? first : problem);
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        }
    }
}
