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
import org.jspecify.annotations.Nullable;

/**
 * A file of weights that is in a folder, or is downloaded into it. Immutable: each method gives a new one.
 *
 * <pre>{@code
 * Path file = Download.of(PublishedWeights.of("resnet18", "torchvision")).to(Download.cacheFolder());
 * }</pre>
 *
 * <p>The file gets its name when it is whole and its checksum is right; of anything else nothing is kept. Redirects are
 * followed, but not from https to http. A proxy is that of the JVM's system properties or of the variable HTTPS_PROXY.
 */
public final class Download {
    /** The system property that forbids downloads where it is true. */
    public static final String OFFLINE = "nin.offline";

    private static final int BUFFER = 1 << 16;

    /** Hears how far a download is. */
    @FunctionalInterface
    public interface Progress {
        /**
         * Is called after each part that has arrived.
         *
         * @param bytes how many have arrived
         * @param total how many there are; -1 if the server does not say
         */
        void arrived(long bytes, long total);
    }

    private final Source source;
    private final boolean acceptsAny;
    private final boolean offline;
    private final Progress progress;

    /** What is downloaded. */
    record Source(
            URI address,
            String member,
            String fileName,
            long bytes,
            @Nullable Checksum checksum) {}

    private Download(Source source, boolean acceptsAny, boolean offline, Progress progress) {
        this.source = source;
        this.acceptsAny = acceptsAny;
        this.offline = offline;
        this.progress = progress;
    }

    /**
     * A published file. Offline if the system property {@value #OFFLINE} is true.
     *
     * @param published a row of the table
     * @return its download
     */
    public static Download of(PublishedWeights published) {
        return of(new Source(
                published.address(),
                published.member(),
                published.fileName(),
                published.bytes(),
                published.checksum().orElse(null)));
    }

    /**
     * A file at an address of the user's. Offline if the system property {@value #OFFLINE} is true.
     *
     * @param address of http or https; its last part is the file's name
     * @return its download
     * @throws UserInputException if the address is no such address
     */
    public static Download from(URI address) {
        String path = Strings.nullToEmpty(address.getPath());
        String name = path.substring(path.lastIndexOf('/') + 1);
        boolean isWeb = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
        if (!isWeb || address.getHost() == null || name.isEmpty()) {
            throw new UserInputException(
                    "the address is " + address + ", expected one such as https://host/path/net.safetensors");
        }
        return of(new Source(address, "", name, 0, null));
    }

    private static Download of(Source source) {
        return new Download(source, false, Boolean.getBoolean(OFFLINE), (bytes, total) -> {});
    }

    /**
     * With a checksum in place of the published one.
     *
     * @param checksum what the file must digest to
     * @return a new download
     */
    public Download withChecksum(Checksum checksum) {
        Source checked = new Source(source.address(), source.member(), source.fileName(), source.bytes(), checksum);
        return new Download(checked, acceptsAny, offline, progress);
    }

    /**
     * Takes a file for which no checksum is known, as it comes.
     *
     * @return a new download
     */
    public Download acceptingAnyContent() {
        return new Download(source, true, offline, progress);
    }

    /**
     * Takes the file if it is in the folder and downloads nothing.
     *
     * @return a new download
     */
    public Download offline() {
        return new Download(source, acceptsAny, true, progress);
    }

    /**
     * With someone who hears how far it is.
     *
     * @param listener is called on the thread that downloads
     * @return a new download
     */
    public Download onProgress(Progress listener) {
        return new Download(source, acceptsAny, offline, listener);
    }

    /**
     * Where downloaded weights are kept: nin/weights in $XDG_CACHE_HOME, or in .cache of the user's home.
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
     * Gives the file, from the folder or from its address.
     *
     * @param folder where it is kept; created where it is missing
     * @return the file's path in the folder
     * @throws UserInputException if the file that is there has another checksum, if it would have to be downloaded
     *     offline or without a checksum, or if it cannot be downloaded: the server refuses, the connection is cut, the
     *     length or the checksum is wrong; nothing is left behind
     */
    public Path to(Path folder) {
        Path file = folder.resolve(source.fileName());
        try {
            if (Files.exists(file)) {
                check(file);
                return file;
            }
            if (offline) {
                throw new UserInputException(file + " is not there and downloads are off; put the file "
                        + (source.member().isEmpty() ? "" : source.member() + " of the archive ") + source.address()
                        + " there, under that name");
            }
            if (source.checksum() == null && !acceptsAny) {
                throw new UserInputException("no checksum is known of " + source.address()
                        + ", expected one; give it by withChecksum, or accept the file as it comes by"
                        + " acceptingAnyContent");
            }
            Files.createDirectories(folder);
            new Transfer(source, progress).to(file);
            return file;
        } catch (IOException e) {
            throw new UserInputException(
                    source.address() + " cannot be kept as " + file + " (" + Reasons.of(e)
                            + "); make room or name another folder",
                    e);
        }
    }

    /** A file that somebody else may have put there. */
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
                    + "; delete it, and it is downloaded again");
        }
    }
}
