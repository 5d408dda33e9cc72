// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.files;

import dev.nin.UserInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads UTF-8 text files up to a maximum size. */
public final class TextFile {
    /** Maximum size in bytes of a list of names or table of numbers. */
    public static final int LARGEST_LIST = 4 << 20;

    private TextFile() {}

    /**
     * Reads a whole file.
     *
     * @param file the file
     * @param most maximum size in bytes; no more is read
     * @return its text
     * @throws UserInputException if the file is longer
     * @throws IOException if it cannot be read or is not UTF-8
     */
    public static String read(Path file, int most) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new UserInputException(
                        file + " is longer than any such file, expected at most " + most + " bytes; name another");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        }
    }

    /**
     * Reads a list of names or a table of numbers.
     *
     * @param file the file
     * @return its lines
     * @throws UserInputException if it is longer than {@link #LARGEST_LIST}
     * @throws IOException if it cannot be read or is not UTF-8
     */
    public static List<String> lines(Path file) throws IOException {
        return read(file, LARGEST_LIST).lines().toList();
    }
}
