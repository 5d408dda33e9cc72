// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Replaces symbolic links atomically. */
final class SymbolicLinks {
    private static final String NEXT = ".next-";

    private SymbolicLinks() {}

    /** Points a link at a folder; an existing link is replaced atomically. */
    static void point(Path link, Path target) throws IOException {
        Path next = link.resolveSibling(NEXT + link.getFileName() + "-" + UUID.randomUUID());
        Files.createSymbolicLink(next, target);
        try {
            Files.move(next, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    /** Returns whether a file of this name was left by a process that was killed while it changed a link. */
    static boolean isLeft(String name) {
        return name.startsWith(NEXT);
    }
}
