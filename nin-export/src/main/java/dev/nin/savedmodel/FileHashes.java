// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.savedmodel;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The SHA-256 of each file of a version, by which a manifest tells that none was changed. */
public final class FileHashes {
    private FileHashes() {}

    /**
     * Hashes files.
     *
     * @param folder the folder that contains them at any depth
     * @return the SHA-256 of each file by its path, without hidden files
     * @throws IOException if a file cannot be read
     */
    public static Map<String, String> of(Path folder) throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                if (!file.getFileName().toString().startsWith(".")) {
                    hashes.put(
                            folder.relativize(file).toString().replace('\\', '/'),
                            MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString());
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return hashes;
    }
}
