package example;

import static dev.nin.dsl.Nin.image;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.checkpoint.Checkpoint;
import dev.nin.export.SavedModelExporter;
import dev.nin.graph.CompiledModel;
import dev.nin.graph.GraphCompiler;
import dev.nin.graph.Mode;
import dev.nin.graph.Variables;
import dev.nin.model.ModelSpec;
import dev.nin.weights.Weights;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.micrometer.metrics.test.autoconfigure.AutoConfigureMetrics;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;
import org.tensorflow.Session;

/** Runs the service from its start without a model through several versions. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureMetrics
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ServiceApplicationTest {
    private static final int REQUESTS = 400;
    private static final int PUBLICATIONS = 5;
    private static final int CLIENTS = 8;

    @TempDir
    private static Path models;

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("models", () -> models.toString());
        registry.add("models.poll", () -> "100ms");
    }

    @Test
    @Order(1)
    void isReadyOnceThereIsAVersion() throws Exception {
        assertThat(get("/actuator/health/readiness").getStatusCode().value()).isEqualTo(503);
        assertThat(get("/actuator/health/liveness").getStatusCode().value()).isEqualTo(200);
        assertThat(post(png(50, 40)).getStatusCode().value()).isEqualTo(503);
        publish();
        awaitVersion("1");
        ResponseEntity<String> answer = post(png(50, 40));
        assertThat(answer.getStatusCode().value()).isEqualTo(200);
        assertThat(answer.getBody()).containsAnyOf("\"label\":\"cat\"", "\"label\":\"dog\"").contains("\"version\":\"1\"");
    }

    @Test
    @Order(2)
    void aDamagedImageIsTheClientsMistake() {
        ResponseEntity<String> answer = post(new byte[] {1, 2, 3});
        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(answer.getBody()).contains("neither JPEG nor PNG nor BMP");
    }

    @Test
    @Order(3)
    void noRequestFailsWhileVersionsArePublished() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        List<Future<ResponseEntity<String>>> answers = new ArrayList<>();
        byte[] image = png(30, 30);
        for (int publication = 1; publication <= PUBLICATIONS; publication++) {
            for (int i = 0; i < REQUESTS / PUBLICATIONS; i++) {
                answers.add(clients.submit(() -> post(image)));
            }
            publish();
            awaitVersion(Integer.toString(1 + publication));
        }
        Set<String> versions = new HashSet<>();
        for (Future<ResponseEntity<String>> each : answers) {
            assertThat(each.get().getStatusCode().value()).isEqualTo(200);
            versions.add(each.get().getBody().replaceAll(".*\"version\":\"(\\d+)\".*", "$1"));
        }
        clients.shutdown();
        assertThat(versions).hasSizeGreaterThan(1);
    }

    @Test
    @Order(4)
    void aDamagedVersionIsNotLoaded() throws Exception {
        Path damaged = Files.createDirectories(models.resolve("99"));
        Files.write(damaged.resolve("saved_model.pb"), new byte[] {1, 2, 3});
        await("/actuator/prometheus", "nin_serving_swaps_seconds_count{outcome=\"failed\"} 1");
        assertThat(get("/actuator/health/readiness").getBody()).contains("\"version\":\"6\"");
        assertThat(post(png(30, 30)).getStatusCode().value()).isEqualTo(200);
    }

    @Test
    @Order(5)
    void itsMetricsAreThere() {
        assertThat(get("/actuator/prometheus").getBody())
                .contains("nin_serving_requests_seconds_count{", "nin_serving_version 6", "nin_serving_batch_size_images_count");
    }

    private void awaitVersion(String version) throws InterruptedException {
        await("/actuator/health/readiness", "\"version\":\"" + version + "\"");
    }

    /** Looks at a page until it contains a text, for at most 30 seconds. */
    private void await(String path, String text) throws InterruptedException {
        for (int i = 0; i < 300 && !String.valueOf(get(path).getBody()).contains(text); i++) {
            Thread.sleep(100);
        }
        assertThat(get(path).getBody()).contains(text);
    }

    private ResponseEntity<String> get(String path) {
        return client().get().uri(path).retrieve().onStatus(status -> true, (request, response) -> {}).toEntity(String.class);
    }

    private ResponseEntity<String> post(byte[] file) {
        MultiValueMap<String, Object> form = new LinkedMultiValueMap<>();
        form.add("image", new ByteArrayResource(file) {
            @Override
            public String getFilename() {
                return "image.png";
            }
        });
        return client()
                .post()
                .uri("/classify")
                .contentType(MediaType.MULTIPART_FORM_DATA)
                .body(form)
                .retrieve()
                .onStatus(status -> true, (request, response) -> {})
                .toEntity(String.class);
    }

    private RestClient client() {
        return RestClient.create("http://localhost:" + port);
    }

    private static byte[] png(int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }

    /** Exports a network with random weights as the next version, which is enough here. */
    private static void publish() {
        ModelSpec spec = image(28, 28, 1).conv2d(4, 3, 2, 1).relu().globalAvgPool().dense(2).build("small");
        try (CompiledModel model = GraphCompiler.compile(spec, Mode.training(1));
                Session session = new Session(model.graph())) {
            Weights weights = Variables.read(session, model.variables());
            SavedModelExporter.export(
                    new Checkpoint(spec, weights, Weights.empty(), List.of("cat", "dog"), 0), models);
        }
    }
}
