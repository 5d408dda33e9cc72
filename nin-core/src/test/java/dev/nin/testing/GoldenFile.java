// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Expected text under {@code src/test/resources/golden}. Written anew, to be read as a diff, by
 * {@code -Dgolden.update=true -Dtest.groups=golden}.
 */
public final class GoldenFile {
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

    private GoldenFile() {}

    public static void assertSame(String name, String found) throws IOException {
        Path file = FOLDER.resolve(name);
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, found);
        }
        assertThat(found).as("compared with %s", file).isEqualTo(Files.readString(file));
    }

    /** Returns the text of a file, as an update has just written it; the class path has an earlier copy. */
    public static String read(String name) throws IOException {
        return Files.readString(FOLDER.resolve(name));
    }
}
