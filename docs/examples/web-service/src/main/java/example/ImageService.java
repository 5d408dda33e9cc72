package example;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.nin.UserInputException;
import dev.nin.runtime.Device;
import dev.nin.runtime.TensorFlowRuntime;
import dev.nin.serving.Predictor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.tensorflow.proto.ConfigProto;

/** Classifies images over HTTP. POST a JPEG, PNG or BMP file to /classify; the answer is JSON. */
public final class ImageService implements AutoCloseable {
    /** The largest image file that is accepted. */
    static final int MOST_BYTES = 16 << 20;

    private static final System.Logger LOG = System.getLogger(ImageService.class.getName());

    private final ObjectMapper json = new ObjectMapper();
    private final Predictor predictor;
    private final ExecutorService threads;
    private final HttpServer server;

    private record Answer(int status, Object body) {}

    /**
     * Starts a service.
     *
     * @param predictor the model; closed with the service
     * @param port the port; 0 for any free one
     * @param requests the number of requests to run at the same time
     */
    public ImageService(Predictor predictor, int port, int requests) throws IOException {
        this.predictor = predictor;
        threads = Executors.newFixedThreadPool(requests);
        server = HttpServer.create(new InetSocketAddress(port), 0);
        server.setExecutor(threads);
        server.createContext("/classify", exchange -> send(exchange, classify(exchange)));
        server.createContext("/health", exchange -> send(exchange, health()));
        server.start();
    }

    public static void main(String... arguments) throws IOException {
        Path models = Path.of(arguments[0]);
        int port = Integer.parseInt(arguments[1]);
        // This comes first, since TensorFlow reads some settings only while it loads.
        ConfigProto session = TensorFlowRuntime.start(Device.parse("auto"), 0, false).sessionConfig();
        Predictor predictor = Predictor.follow(models, Duration.ofSeconds(5), session);
        ImageService service =
                new ImageService(predictor, port, Runtime.getRuntime().availableProcessors());
        Runtime.getRuntime().addShutdownHook(new Thread(service::close));
        System.out.println("listening on port " + service.port());
    }

    /** Returns the port that it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(1);
        threads.shutdown();
        predictor.close();
    }

    private Answer classify(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            exchange.getResponseHeaders().set("Allow", "POST");
            return error(405, "POST an image");
        }
        byte[] image = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
        if (image.length > MOST_BYTES) {
            return error(413, "the image has more than " + MOST_BYTES + " bytes");
        }
        try {
            return new Answer(200, predictor.predictEncoded(List.of(image)).get(0));
        } catch (UserInputException e) {
            LOG.log(System.Logger.Level.INFO, e.getMessage());
            return error(400, e.getMessage());
        } catch (IllegalStateException e) {
            return error(503, "the service is not ready or is shutting down");
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "an image cannot be classified", e);
            return error(500, "the image cannot be classified");
        }
    }

    /** Returns the number of the version in use. */
    private Answer health() {
        return new Answer(200, Map.of("version", predictor.version()));
    }

    private static Answer error(int status, String message) {
        return new Answer(status, Map.of("error", message));
    }

    private void send(HttpExchange exchange, Answer answer) throws IOException {
        try (exchange) {
            byte[] body = json.writeValueAsBytes(answer.body());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
