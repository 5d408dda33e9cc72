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
 * The highest version number ever used, in a file next to the versions. A version deleted by hand leaves no other
 * trace, and a server must never see its number again.
 */
final class HighestVersion {
    static final String FILE = ".greatest-version";

    private HighestVersion() {}

    /**
     * Reads the number.
     *
     * @return the number; empty if none was used yet
     * @throws UserInputException if the file does not hold a number
     */
    static OptionalLong read(Path base) {
        Path file = base.resolve(FILE);
        if (!Files.exists(file)) {
            return OptionalLong.empty();
        }
        try {
            String text = Files.readString(file).strip();
            if (VersionNumber.matches(text)) {
                return OptionalLong.of(Long.parseLong(text));
            }
            throw new UserInputException(damage(file, "does not hold a version number"));
        } catch (IOException e) {
            throw new UserInputException(damage(file, "cannot be read (" + Reasons.of(e) + ")"), e);
        }
    }

    /**
     * Writes a number if it is higher; it is on disk when the method returns. The caller must hold the folder's lock.
     */
    static void raise(Path base, long number) throws IOException {
        if (number <= read(base).orElse(-1)) {
            return;
        }
        WholeFile.write(base.resolve(FILE), (number + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static String damage(Path file, String problem) {
        return file + " " + problem
                + "; write the highest version number ever published into it, so that no number is used twice";
    }
}
