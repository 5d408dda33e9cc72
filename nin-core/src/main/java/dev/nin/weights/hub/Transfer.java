// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.hub;

import dev.nin.UserInputException;
import dev.nin.files.Reasons;
import dev.nin.files.StagedDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Downloads one file, which gets its final name only when it is complete and verified. */
final class Transfer {
    private static final Duration CONNECT = Duration.ofSeconds(20);
    /** The timeout for the server's first response. */
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private static final int OK = 200;
    private static final int REDIRECTS = 300;
    private static final int ERRORS = 400;
    private static final int BUFFER = 1 << 16;
    /** The limit for a file whose size is not published. */
    private static final long LARGEST = 4L << 30;

    /** A listener for the bytes received so far, of a total that is -1 if the server does not state it. */
    @FunctionalInterface
    interface Listener {
        void arrived(long bytes, long total);
    }

    private final DownloadSource source;
    private final Listener listener;

    Transfer(DownloadSource source, Listener listener) {
        this.source = source;
        this.listener = listener;
    }

    /**
     * Downloads the file.
     *
     * @throws UserInputException if the server does not return the expected file
     * @throws IOException if the file cannot be written
     */
    void to(Path file) throws IOException {
        Path unfinished = file.resolveSibling(StagedDirectory.PREFIX + UUID.randomUUID());
        Path archive = file.resolveSibling(StagedDirectory.PREFIX + UUID.randomUUID());
        try {
            if (source.member().isEmpty()) {
                download(unfinished, source.checksum(), source.bytes());
            } else {
                download(archive, null, 0);
                extract(archive, unfinished);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
            Files.deleteIfExists(archive);
        }
    }

    private void download(Path unfinished, @Nullable Checksum checksum, long bytes) throws IOException {
        HttpResponse<InputStream> answer = ask();
        try (InputStream in = answer.body()) {
            if (answer.statusCode() != OK) {
                throw refused(answer);
            }
            long total = answer.headers().firstValueAsLong("content-length").orElse(-1);
            long most = bytes > 0 ? bytes : LARGEST;
            if (total > most || (bytes > 0 && total >= 0 && total != bytes)) {
                throw wrong("announces " + total + " bytes, expected " + (bytes > 0 ? "" : "at most ") + most);
            }
            long copied = copy(in, unfinished, checksum, most, total);
            if (total >= 0 ? copied != total : bytes > 0 && copied != bytes) {
                throw wrong("ended after " + copied + " bytes, expected " + Math.max(total, bytes));
            }
        }
    }

    private HttpResponse<InputStream> ask() {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .proxy(new EnvironmentProxy(System.getenv(), ProxySelector.getDefault()))
                .build();
        HttpRequest request =
                HttpRequest.newBuilder(source.address()).timeout(ANSWER).build();
        try {
            return client.send(request, BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UserInputException(
                    source.address() + " cannot be reached (" + Reasons.of(e)
                            + "); try again later, set HTTPS_PROXY, or copy the file into the folder by hand",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserInputException(source.address() + " was not downloaded: the program was interrupted", e);
        }
    }

    private UserInputException refused(HttpResponse<InputStream> answer) {
        int status = answer.statusCode();
        if (status >= REDIRECTS && status < ERRORS) {
            return wrong("returned status " + status + " with a redirect to "
                    + answer.headers().firstValue("location").orElse("nowhere")
                    + ", which is not followed: too many of them, or from https to http");
        }
        return wrong("returned status " + status + ", expected " + OK);
    }

    /**
     * Copies up to a limit of bytes; errors while reading are reported as the server's, errors while writing as the
     * disk's.
     */
    private long copy(InputStream in, Path file, @Nullable Checksum checksum, long most, long total)
            throws IOException {
        @Nullable MessageDigest digest = checksum == null ? null : checksum.digest();
        long copied = 0;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OutputStream out = Channels.newOutputStream(channel)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = read(in, buffer, copied); read >= 0; read = read(in, buffer, copied)) {
                copied += read;
                if (copied > most) {
                    throw wrong("sends more than " + most + " bytes");
                }
                out.write(buffer, 0, read);
                if (digest != null) {
                    digest.update(buffer, 0, read);
                }
                listener.arrived(copied, total);
            }
            channel.force(true);
        }
        if (checksum != null && digest != null) {
            byte[] found = digest.digest();
            if (!checksum.matches(found)) {
                throw wrong("returned a file with the checksum " + checksum.algorithm() + ":"
                        + HexFormat.of().formatHex(found) + ", expected " + checksum);
            }
        }
        return copied;
    }

    private int read(InputStream in, byte[] buffer, long copied) {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw new UserInputException(
                    source.address() + " was cut off after " + copied + " bytes (" + Reasons.of(e)
                            + "), nothing was kept; try again",
                    e);
        }
    }

    /** Extracts the file from an archive; the size of the file is checked, that of the archive is not. */
    private void extract(Path archive, Path unfinished) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            ZipEntry entry = zip.getEntry(source.member());
            if (entry == null) {
                throw wrong("is an archive without " + source.member());
            }
            try (InputStream in = zip.getInputStream(entry)) {
                long most = source.bytes() > 0 ? source.bytes() : LARGEST;
                copy(in, unfinished, source.checksum(), most, entry.getSize());
            }
        } catch (ZipException e) {
            throw wrong("is not a complete archive (" + e.getMessage() + ")");
        }
    }

    private UserInputException wrong(String problem) {
        return new UserInputException(source.address() + " " + problem
                + ", nothing was kept; try again, or use another address and checksum");
    }
}
