// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.binary;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.nin.UserInputException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of the full Fashion-MNIST, from the cache folder or Debian's package, or downloaded into the cache. The
 * SHA-256 of each is checked before use.
 */
final class FashionMnistFiles {
    private static final Logger LOGGER = LoggerFactory.getLogger(FashionMnistFiles.class);
    private static final int TIMEOUT_MILLISECONDS = 30_000;
    private static final Path DEBIAN = Path.of("/usr/share/datasets/fashion-mnist");
    private static final List<URI> MIRRORS = List.of(
            URI.create("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"),
            URI.create("https://storage.googleapis.com/tensorflow/tf-keras-datasets/"));
    /** The SHA-256 of the unpacked files, since Debian's gzip files lack the file name in the mirrors' ones. */
    private static final Map<String, String> SHA256 = Map.of(
            IdxFolder.TRAIN_IMAGES, "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
            IdxFolder.TRAIN_LABELS, "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
            IdxFolder.TEST_IMAGES, "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
            IdxFolder.TEST_LABELS, "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34");

    private final Path cache;
    private final Path installed;
    private final List<URI> mirrors;
    private final Map<String, String> sha256;

    FashionMnistFiles(Path cache, Path installed, List<URI> mirrors, Map<String, String> sha256) {
        this.cache = cache;
        this.installed = installed;
        this.mirrors = mirrors;
        this.sha256 = sha256;
    }

    static FashionMnistFiles ofThisMachine() {
        String configured = System.getenv("XDG_CACHE_HOME");
        Path caches = configured == null || configured.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(configured);
        return new FashionMnistFiles(caches.resolve("nin").resolve("fashion-mnist"), DEBIAN, MIRRORS, SHA256);
    }

    /** Returns where the files are searched for, and where all of them are found. */
    FashionMnistFolders folders() {
        return new FashionMnistFolders(
                cache,
                Stream.of(cache, installed)
                        .filter(folder -> sha256.keySet().stream()
                                .allMatch(name -> Files.isRegularFile(folder.resolve(name + ".gz"))))
                        .findFirst());
    }

    /**
     * Returns a file that has passed its check.
     *
     * @param name the file's name without .gz
     * @throws UserInputException if it is damaged, or neither found nor downloaded
     */
    Path get(String name) {
        String file = name + ".gz";
        try {
            for (Path folder : List.of(cache, installed)) {
                Path candidate = folder.resolve(file);
                if (Files.isRegularFile(candidate)) {
                    return checked(name, candidate);
                }
            }
            return download(name, file);
        } catch (IOException e) {
            throw new UserInputException(
                    "Fashion-MNIST's " + file + " cannot be kept in " + cache + " (" + e.getMessage()
                            + "); make it writable or set XDG_CACHE_HOME",
                    e);
        }
    }

    private Path checked(String name, Path file) throws IOException {
        String found = sha256(file);
        String expected = expected(name);
        if (!found.equals(expected)) {
            throw new UserInputException(file + " unpacked has the SHA-256 " + found + ", expected " + expected
                    + "; delete it to download it again");
        }
        return file;
    }

    private Path download(String name, String file) throws IOException {
        Files.createDirectories(cache);
        Path partial = Files.createTempFile(cache, file, ".partial");
        try {
            for (URI mirror : mirrors) {
                if (fetch(mirror.resolve(file), partial, expected(name)).isPresent()) {
                    return Files.move(partial, cache.resolve(file), StandardCopyOption.ATOMIC_MOVE);
                }
            }
        } finally {
            Files.deleteIfExists(partial);
        }
        throw new UserInputException("Fashion-MNIST's " + file + " is neither in " + cache + " nor in " + installed
                + ", and no mirror delivered it complete; install Debian's dataset-fashion-mnist, "
                + "or use the bundled sample");
    }

    private static Optional<Path> fetch(URI uri, Path target, String expected) {
        LOGGER.info("downloading {}", uri);
        try {
            URLConnection connection = uri.toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLISECONDS);
            connection.setReadTimeout(TIMEOUT_MILLISECONDS);
            try (InputStream in = connection.getInputStream()) {
                Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
            }
            String found = sha256(target);
            if (found.equals(expected)) {
                return Optional.of(target);
            }
            LOGGER.warn("{} unpacked has the SHA-256 {}, expected {}: not used", uri, found, expected);
        } catch (IOException e) {
            LOGGER.warn("{} could not be downloaded: {}", uri, e.toString());
        }
        return Optional.empty();
    }

    private String expected(String name) {
        String hash = sha256.get(name);
        if (hash == null) {
            throw new IllegalArgumentException("no file of Fashion-MNIST is named " + name);
        }
        return hash;
    }

    private static String sha256(Path file) throws IOException {
        try {
            return Gzip.unpacked(MoreFiles.asByteSource(file))
                    .hash(Hashing.sha256())
                    .toString();
        } catch (EOFException | ZipException e) {
            return "none (an incomplete gzip file)";
        }
    }
}
