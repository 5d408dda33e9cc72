package example;

import static dev.nin.dsl.Nin.image;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.export.SavedModelExporter;
import dev.nin.graph.CompiledModel;
import dev.nin.graph.GraphCompiler;
import dev.nin.graph.Mode;
import dev.nin.graph.Variables;
import dev.nin.model.ModelSpec;
import dev.nin.runtime.Device;
import dev.nin.runtime.TensorFlowRuntime;
import dev.nin.serving.Predictor;
import dev.nin.weights.Weights;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Session;
import org.tensorflow.proto.ConfigProto;

class ImageServiceTest {
    private static final ConfigProto SESSION =
            TensorFlowRuntime.start(Device.parse("auto"), 0, false).sessionConfig();

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path models;

    private ImageService service;

    @BeforeEach
    void start() throws IOException {
        export();
        service = new ImageService(Predictor.follow(models, Duration.ofMillis(100), SESSION), 0, 2);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void anImageOfAnySizeIsClassified() throws Exception {
        HttpResponse<String> response = post(png(300, 200));
        assertEquals(200, response.statusCode());
        JsonNode answer = new ObjectMapper().readTree(response.body());
        assertTrue(List.of("cat", "dog").contains(answer.get("label").asText()), response.body());
        assertEquals(2, answer.get("probabilities").size());
    }

    @Test
    void requestsAtTheSameTimeGetTheSameAnswer() throws Exception {
        byte[] image = png(64, 64);
        List<CompletableFuture<HttpResponse<String>>> sent = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            sent.add(client.sendAsync(request("/classify").POST(BodyPublishers.ofByteArray(image)).build(),
                    BodyHandlers.ofString()));
        }
        String expected = post(image).body();
        for (CompletableFuture<HttpResponse<String>> each : sent) {
            assertEquals(expected, each.get().body());
        }
    }

    @Test
    void aBadImageIsTheClientsMistake() throws Exception {
        assertEquals(400, post("not an image".getBytes()).statusCode());
        assertEquals(400, post(new byte[0]).statusCode());
        byte[] whole = png(64, 64);
        HttpResponse<String> cut = post(Arrays.copyOf(whole, whole.length / 2));
        assertEquals(400, cut.statusCode());
        assertTrue(cut.body().contains("error"), cut.body());
    }

    @Test
    void otherRequestsAreRejected() throws Exception {
        assertEquals(413, post(new byte[ImageService.MOST_BYTES + 1]).statusCode());
        assertEquals(405, get("/classify").statusCode());
        assertEquals(404, get("/other").statusCode());
    }

    @Test
    void aNewVersionIsServed() throws Exception {
        assertEquals("{\"version\":\"1\"}", get("/health").body());
        export();
        for (int i = 0; i < 100 && !get("/health").body().contains("2"); i++) {
            Thread.sleep(100);
        }
        assertEquals("{\"version\":\"2\"}", get("/health").body());
        assertEquals(200, post(png(28, 28)).statusCode());
    }

    /** Exports a network with random weights, which is enough here. */
    private void export() {
        ModelSpec spec = image(28, 28, 1).conv2d(4, 3, 2, 1).relu().globalAvgPool().dense(2).build("small");
        try (CompiledModel model = GraphCompiler.compile(spec, Mode.training(1));
                Session session = new Session(model.graph(), SESSION)) {
            Weights weights = Variables.read(session, model.variables());
            SavedModelExporter.export(
                    new Checkpoint(spec, weights, Weights.empty(), List.of("cat", "dog"), 0), models);
        }
    }

    private HttpResponse<String> post(byte[] body) throws Exception {
        return client.send(request("/classify").POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path).GET().build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + service.port() + path));
    }

    private static byte[] png(int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }
}
