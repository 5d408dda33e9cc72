// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.keras;

import dev.nin.files.Reasons;
import dev.nin.weights.format.DamagedFileException;
import dev.nin.weights.format.Quotes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A .keras file: a ZIP archive whose model.weights.h5 holds the weights. Its config.json is not read. */
public final class KerasArchive {
    private static final String WEIGHTS = "model.weights.h5";
    /** The maximum ratio of the weights' size to their size in the archive; Keras does not compress. */
    private static final int MOST_INFLATION = 100;

    private KerasArchive() {}

    /**
     * Returns whether a ZIP archive was written by Keras.
     *
     * @param file an archive
     * @return whether it has an entry with Keras's name for weights; false if it cannot be read
     */
    public static boolean isOne(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.getEntry(WEIGHTS) != null;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Opens the weights in an archive.
     *
     * @param file the archive
     * @return the open weights; a copy of them is kept in the temporary folder until they are closed
     * @throws IOException if it cannot be read
     * @throws DamagedFileException if it is not a complete Keras archive
     */
    public static KerasFile open(Path file) throws IOException, DamagedFileException {
        Path copy = temporaryFile();
        try {
            try (ZipFile zip = new ZipFile(file.toFile())) {
                ZipEntry entry = zip.getEntry(WEIGHTS);
                if (entry == null || entry.getSize() / MOST_INFLATION > entry.getCompressedSize()) {
                    throw new DamagedFileException("it has no " + Quotes.quoted(WEIGHTS)
                            + (entry == null ? "" : " that unpacks to a plausible size"));
                }
                try (InputStream in = zip.getInputStream(entry)) {
                    Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
            return KerasFile.open(copy, copy);
        } catch (IOException | DamagedFileException | RuntimeException | Error e) {
            Files.deleteIfExists(copy);
            throw e;
        }
    }

    private static Path temporaryFile() throws IOException {
        try {
            return Files.createTempFile("nin-", ".h5");
        } catch (IOException e) {
            throw new IOException(
                    "the temporary folder " + System.getProperty("java.io.tmpdir") + " cannot be written: "
                            + Reasons.of(e) + "; name another with -Djava.io.tmpdir=DIR",
                    e);
        }
    }
}
