// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.hash.Hashing;
import com.sun.net.httpserver.HttpServer;
import dev.nin.UserInputException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The origin of the full data set's files, tested with a server on this machine. */
class FashionMnistFilesTest {
    private static final String NAME = IdxFolder.TEST_LABELS;
    private static final byte[] CONTENT = IdxBytes.labels(3, 1, 4);
    private static final byte[] PACKED = IdxBytes.gzip(CONTENT);
    private static final String HASH = hash(CONTENT);

    @TempDir
    private Path folder;

    private HttpServer server;
    private Path cache;
    private Path installed;
    /** The server's responses by path; 404 for anything else. */
    private final Map<String, byte[]> served = new ConcurrentHashMap<>();

    private final List<String> requests = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws IOException {
        cache = folder.resolve("cache/nin");
        installed = Files.createDirectories(folder.resolve("installed"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                String path = exchange.getRequestURI().getPath();
                requests.add(path);
                byte[] body = served.get(path);
                exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
                if (body != null) {
                    exchange.getResponseBody().write(body);
                }
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void usesTheCachedFile() throws IOException {
        Path cached = write(cache, PACKED);
        write(installed, PACKED);

        assertThat(files("/a/").get(NAME)).isEqualTo(cached);
        assertThat(requests).isEmpty();
    }

    @Test
    void usesTheInstalledFile() throws IOException {
        Path debian = write(installed, PACKED);

        assertThat(files("/a/").get(NAME)).isEqualTo(debian);
        assertThat(requests).isEmpty();
        assertThat(cache).doesNotExist();
    }

    @Test
    void refusesADamagedCachedFile() throws IOException {
        byte[] other = IdxBytes.labels(3, 1, 5);
        Path cached = write(cache, IdxBytes.gzip(other));

        assertThatThrownBy(() -> files("/a/").get(NAME))
                .isInstanceOf(UserInputException.class)
                .hasMessage(cached + " unpacked has the SHA-256 " + hash(other) + ", expected " + HASH
                        + "; delete it to download it again");
        assertThat(requests).isEmpty();
    }

    @Test
    void refusesATruncatedCachedFile() throws IOException {
        Path cached = write(cache, Arrays.copyOf(PACKED, PACKED.length - 4));

        assertThatThrownBy(() -> files("/a/").get(NAME))
                .isInstanceOf(UserInputException.class)
                .hasMessageStartingWith(
                        cached + " unpacked has the SHA-256 none (an incomplete gzip file), expected " + HASH);
    }

    @Test
    void downloadsChecksAndKeeps() {
        serve("/a/", PACKED);

        Path downloaded = files("/a/").get(NAME);

        assertThat(downloaded).isEqualTo(cache.resolve(NAME + ".gz")).hasBinaryContent(PACKED);
        assertThat(files("/a/").get(NAME)).isEqualTo(downloaded);
        assertThat(requests).containsExactly("/a/" + NAME + ".gz");
        assertOnlyChild(NAME + ".gz");
    }

    @Test
    void turnsToTheNextMirror() {
        serve("/b/", PACKED);

        assertThat(files("/a/", "/b/").get(NAME)).hasBinaryContent(PACKED);
        assertThat(requests).containsExactly("/a/" + NAME + ".gz", "/b/" + NAME + ".gz");
    }

    @Test
    void turnsToTheNextMirrorWhenOneIsWrong() {
        serve("/a/", IdxBytes.gzip(IdxBytes.labels(9)));
        serve("/b/", Arrays.copyOf(PACKED, PACKED.length / 2));
        serve("/c/", PACKED);

        assertThat(files("/a/", "/b/", "/c/").get(NAME)).hasBinaryContent(PACKED);
        assertOnlyChild(NAME + ".gz");
    }

    @Test
    void keepsNothingWrong() {
        serve("/a/", IdxBytes.gzip(IdxBytes.labels(9)));

        assertThatThrownBy(() -> files("/a/").get(NAME)).isInstanceOf(UserInputException.class);

        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void saysWhatToDoWhenNoMirrorAnswers() {
        List<URI> mirrors = List.of(mirror("/a/"), mirror("/b/"));
        server.stop(0);

        assertThatThrownBy(() -> files(mirrors).get(NAME))
                .isInstanceOf(UserInputException.class)
                .hasMessage("Fashion-MNIST's " + NAME + ".gz is neither in " + cache + " nor in " + installed
                        + ", and no mirror delivered it complete; install Debian's dataset-fashion-mnist, "
                        + "or use the bundled sample");
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void saysWhatToDoWhenTheCacheCannotBeWritten() throws IOException {
        Files.writeString(folder.resolve("cache"), "a file");
        serve("/a/", PACKED);

        assertThatThrownBy(() -> files("/a/").get(NAME))
                .isInstanceOf(UserInputException.class)
                .hasMessageStartingWith("Fashion-MNIST's " + NAME + ".gz cannot be kept in " + cache + " (")
                .hasMessageEndingWith("); make it writable or set XDG_CACHE_HOME");
    }

    private FashionMnistFiles files(String... paths) {
        return files(Arrays.stream(paths).map(this::mirror).toList());
    }

    private FashionMnistFiles files(List<URI> mirrors) {
        return new FashionMnistFiles(cache, installed, mirrors, Map.of(NAME, HASH));
    }

    private URI mirror(String path) {
        return URI.create("http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + path);
    }

    private void serve(String path, byte[] body) {
        served.put(path + NAME + ".gz", body);
    }

    private void assertOnlyChild(String name) {
        assertThat(cache)
                .isDirectoryContaining(path -> path.endsWith(name))
                .isDirectoryNotContaining(path -> !path.endsWith(name));
    }

    private static Path write(Path folder, byte[] bytes) throws IOException {
        return Files.write(Files.createDirectories(folder).resolve(NAME + ".gz"), bytes);
    }

    private static String hash(byte[] bytes) {
        return Hashing.sha256().hashBytes(bytes).toString();
    }
}
