// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A headless Chromium, controlled by its DevTools protocol. */
final class Chromium implements AutoCloseable {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int SECONDS = 60;

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger calls = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();

    /** Starts the program with a new profile in a folder. */
    Chromium(String program, Path folder) throws Exception {
        Path port = folder.resolve("profile").resolve("DevToolsActivePort");
        process = new ProcessBuilder(
                        program,
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + port.getParent(),
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("chromium.log").toFile())
                .start();
        try {
            HttpClient client = HttpClient.newHttpClient();
            socket = client.newWebSocketBuilder()
                    .buildAsync(page(client, port), new Reader())
                    .get(SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            process.destroy();
            throw e;
        }
    }

    /** Returns the program's name on this machine; empty if there is none. */
    static String program() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .filter(name -> Stream.of(System.getenv("PATH").split(":", -1))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name))))
                .findFirst()
                .orElse("");
    }

    /** Opens a page in a window of the given size, and waits until it is loaded. Discards earlier events. */
    void open(URI page, int width, int height) throws Exception {
        for (String domain : List.of("Page", "Network", "Runtime", "Log")) {
            call(domain + ".enable", Map.of());
        }
        events.clear();
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        call("Page.navigate", Map.of("url", page.toString()));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (events("Page.loadEventFired").isEmpty()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(page + " has not been loaded in " + SECONDS + " s");
            }
            Thread.sleep(20);
        }
    }

    /** Returns the events of a protocol method since the page was opened. */
    List<JsonNode> events(String method) {
        return events.stream()
                .filter(event -> event.path("method").asText().equals(method))
                .toList();
    }

    /** Returns the value of a JavaScript expression. */
    JsonNode evaluate(String expression) throws Exception {
        return call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true))
                .at("/result/value");
    }

    /** Returns the top of the page as a PNG file, in a given size and scale. */
    void photograph(Path file, int width, int height, double scale) throws Exception {
        Map<String, Number> clip = Map.of("x", 0, "y", 0, "width", width, "height", height, "scale", scale);
        JsonNode taken =
                call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true, "clip", clip));
        Files.write(file, Base64.getDecoder().decode(taken.path("data").asText()));
    }

    private JsonNode call(String method, Map<String, ?> parameters) throws Exception {
        int id = calls.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        ObjectNode message = MAPPER.createObjectNode().put("id", id).put("method", method);
        message.set("params", MAPPER.valueToTree(parameters));
        socket.sendText(message.toString(), true).get(SECONDS, TimeUnit.SECONDS);
        JsonNode received = answer.get(SECONDS, TimeUnit.SECONDS);
        if (received.has("error")) {
            throw new IllegalStateException(method + ": " + received.path("error"));
        }
        return received.path("result");
    }

    /** Returns the address of the first page; the program writes its port into a file once it listens. */
    private static URI page(HttpClient client, Path port) throws IOException, InterruptedException {
        for (int i = 0; i < 20 * SECONDS; i++) {
            if (Files.exists(port) && Files.size(port) > 0) {
                URI list = URI.create(
                        "http://127.0.0.1:" + Files.readAllLines(port).get(0) + "/json/list");
                HttpRequest request = HttpRequest.newBuilder(list)
                        .timeout(Duration.ofSeconds(SECONDS))
                        .build();
                for (JsonNode each : MAPPER.readTree(client.send(request, HttpResponse.BodyHandlers.ofString())
                        .body())) {
                    if (each.path("type").asText().equals("page")) {
                        return URI.create(each.path("webSocketDebuggerUrl").asText());
                    }
                }
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException("Chromium does not listen");
    }

    @Override
    public void close() {
        socket.abort();
        process.destroy();
        process.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join();
    }

    private final class Reader implements WebSocket.Listener {
        private final StringBuilder started = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            started.append(data);
            if (last) {
                accept(started.toString());
                started.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }

        private void accept(String text) {
            JsonNode message;
            try {
                message = MAPPER.readTree(text);
            } catch (IOException e) {
                throw new IllegalStateException("Chromium says no JSON: " + text, e);
            }
            CompletableFuture<JsonNode> answer =
                    answers.remove(message.path("id").asInt());
            if (answer == null) {
                events.add(message);
            } else {
                answer.complete(message);
            }
        }
    }
}
