// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Symbolic links that change in one step. */
final class SymbolicLinks {
    private static final String NEXT = ".next-";

    private SymbolicLinks() {}

    /** Lets a link point at a folder, in one step where there was a link before. */
    static void point(Path link, Path target) throws IOException {
        Path next = link.resolveSibling(NEXT + link.getFileName() + "-" + UUID.randomUUID());
        Files.createSymbolicLink(next, target);
        try {
            Files.move(next, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    /** Whether a file of this name was left behind by a process that was killed as it changed a link. */
    static boolean isLeft(String name) {
        return name.startsWith(NEXT);
    }
}
