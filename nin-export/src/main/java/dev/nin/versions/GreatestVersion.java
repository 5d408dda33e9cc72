// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.versions;

import dev.nin.UserInputException;
import dev.nin.files.Reasons;
import dev.nin.files.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * The greatest number that was given to a version, in a file beside the versions: what was deleted by hand leaves no
 * other trace, and a server must never meet its number again.
 */
final class GreatestVersion {
    static final String FILE = ".greatest-version";

    private GreatestVersion() {}

    /**
     * Reads the number.
     *
     * @return empty if none was given yet
     * @throws UserInputException if the file holds none
     */
    static OptionalLong read(Path base) {
        Path file = base.resolve(FILE);
        if (!Files.exists(file)) {
            return OptionalLong.empty();
        }
        try {
            String text = Files.readString(file).strip();
            if (VersionDirectory.isNumber(text)) {
                return OptionalLong.of(Long.parseLong(text));
            }
            throw new UserInputException(damage(file, "holds no version's number"));
        } catch (IOException e) {
            throw new UserInputException(damage(file, "cannot be read (" + Reasons.of(e) + ")"), e);
        }
    }

    /** Notes a number if it is greater, on the disk when the method returns. Whoever calls holds the folder's lock. */
    static void raise(Path base, long number) throws IOException {
        if (number <= read(base).orElse(-1)) {
            return;
        }
        WholeFile.write(base.resolve(FILE), (number + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static String damage(Path file, String problem) {
        return file + " " + problem + "; write the greatest number that was ever published into it, so that none is "
                + "given twice";
    }
}
