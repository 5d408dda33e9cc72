// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.hub;

import com.google.common.base.Strings;
import dev.nin.UserInputException;
import dev.nin.files.Reasons;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;

/**
 * A weights file that is looked up in a folder and downloaded if it is missing. Immutable: each method returns a new
 * download.
 *
 * <pre>{@code
 * Path file = Download.of(PublishedWeights.of("resnet18", "torchvision")).to(Download.cacheFolder());
 * }</pre>
 *
 * <p>The file gets its name when it is complete and its checksum is right; otherwise nothing is kept. Redirects are
 * followed, but not from https to http. The proxy is taken from the JVM's system properties or the variable
 * HTTPS_PROXY.
 */
public final class Download {
    /** The system property that disables downloads if it is true. */
    public static final String OFFLINE = "nin.offline";

    private static final int BUFFER = 1 << 16;

    /** A listener for the progress of a download. */
    @FunctionalInterface
    public interface Progress {
        /**
         * Called after each chunk that has arrived.
         *
         * @param bytes the bytes received so far
         * @param total the total number of bytes; -1 if the server does not state it
         */
        void arrived(long bytes, long total);
    }

    private final DownloadSource source;
    private final boolean acceptsAny;
    private final boolean offline;
    private final Progress progress;

    private Download(DownloadSource source, boolean acceptsAny, boolean offline, Progress progress) {
        this.source = source;
        this.acceptsAny = acceptsAny;
        this.offline = offline;
        this.progress = progress;
    }

    /**
     * Creates the download of a published file. It is offline if the system property {@value #OFFLINE} is true.
     *
     * @param published a row of the table
     * @return the download
     */
    public static Download of(PublishedWeights published) {
        return of(new DownloadSource(
                published.address(),
                published.member(),
                published.fileName(),
                published.bytes(),
                published.checksum().orElse(null)));
    }

    /**
     * Creates the download of a file at any address. It is offline if the system property {@value #OFFLINE} is true.
     *
     * @param address an http or https address; its last part is the file's name
     * @return the download
     * @throws UserInputException if the address has another form
     */
    public static Download from(URI address) {
        String path = Strings.nullToEmpty(address.getPath());
        String name = path.substring(path.lastIndexOf('/') + 1);
        boolean isWeb = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
        if (!isWeb || address.getHost() == null || name.isEmpty()) {
            throw new UserInputException(
                    "the address is " + address + ", expected one such as https://host/path/net.safetensors");
        }
        return of(new DownloadSource(address, "", name, 0, null));
    }

    private static Download of(DownloadSource source) {
        return new Download(source, false, Boolean.getBoolean(OFFLINE), (bytes, total) -> {});
    }

    /**
     * Returns this download with a checksum that replaces the published one.
     *
     * @param checksum the checksum that the file must have
     * @return a new download
     */
    public Download withChecksum(Checksum checksum) {
        return new Download(source.withChecksum(checksum), acceptsAny, offline, progress);
    }

    /**
     * Returns this download such that a file without a known checksum is accepted unchecked.
     *
     * @return a new download
     */
    public Download acceptingAnyContent() {
        return new Download(source, true, offline, progress);
    }

    /**
     * Returns this download such that the file must be in the folder and nothing is downloaded.
     *
     * @return a new download
     */
    public Download offline() {
        return new Download(source, acceptsAny, true, progress);
    }

    /**
     * Returns this download with a progress listener.
     *
     * @param listener called on the downloading thread
     * @return a new download
     */
    public Download onProgress(Progress listener) {
        return new Download(source, acceptsAny, offline, listener);
    }

    /**
     * Returns the folder of downloaded weights: nin/weights in $XDG_CACHE_HOME, or in .cache of the user's home.
     *
     * @return the folder, which may not exist yet
     */
    public static Path cacheFolder() {
        return cacheFolder(System.getenv());
    }

    static Path cacheFolder(Map<String, String> environment) {
        String configured = Strings.nullToEmpty(environment.get("XDG_CACHE_HOME"));
        Path caches =
                configured.isBlank() ? Path.of(System.getProperty("user.home", "."), ".cache") : Path.of(configured);
        return caches.resolve("nin").resolve("weights");
    }

    /**
     * Returns the file, from the folder or from its address.
     *
     * @param folder the folder of the file; created if it is missing
     * @return the file's path in the folder
     * @throws UserInputException if the existing file has another checksum, if it would have to be downloaded offline
     *     or without a checksum, or if it cannot be downloaded: the server refuses, the connection is cut, the length
     *     or the checksum is wrong. No partial file is left
     */
    public Path to(Path folder) {
        Path file = folder.resolve(source.fileName());
        try {
            if (Files.exists(file)) {
                check(file);
                return file;
            }
            if (offline) {
                throw new UserInputException(file + " is missing and downloads are off; put the file "
                        + (source.member().isEmpty() ? "" : source.member() + " of the archive ") + source.address()
                        + " there, under that name");
            }
            if (source.checksum() == null && !acceptsAny) {
                throw new UserInputException("no checksum is known for " + source.address()
                        + ", expected one; set it with withChecksum, or accept the file unchecked with"
                        + " acceptingAnyContent");
            }
            Files.createDirectories(folder);
            new Transfer(source, progress::arrived).to(file);
            return file;
        } catch (IOException e) {
            throw new UserInputException(
                    source.address() + " cannot be saved as " + file + " (" + Reasons.of(e)
                            + "); make room or name another folder",
                    e);
        }
    }

    /** Checks an existing file, which may come from another source. */
    private void check(Path file) throws IOException {
        if (source.checksum() == null) {
            return;
        }
        Checksum expected = Objects.requireNonNull(source.checksum());
        MessageDigest digest = expected.digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            byte[] buffer = new byte[BUFFER];
            while (in.read(buffer) >= 0) {
                // The stream digests what is read.
            }
        }
        byte[] found = digest.digest();
        if (!expected.matches(found)) {
            throw new UserInputException(file + " has the checksum " + expected.algorithm() + ":"
                    + HexFormat.of().formatHex(found) + ", expected " + expected
                    + "; delete it to download it again");
        }
    }
}
