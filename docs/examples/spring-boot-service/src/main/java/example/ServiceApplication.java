package example;

import dev.nin.runtime.Device;
import dev.nin.runtime.TensorFlowRuntime;
import dev.nin.serving.Predictor;
import dev.nin.serving.ServingOptions;
import dev.nin.serving.batching.Batching;
import dev.nin.serving.micrometer.ServingMeters;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.tensorflow.proto.ConfigProto;

/** Classifies uploaded images with the newest version of an exported model. */
@SpringBootApplication
public class ServiceApplication {
    public static void main(String... arguments) {
        SpringApplication.run(ServiceApplication.class, arguments);
    }

    /** The model. The service starts without one and is ready once its first version is there. */
    @Bean(destroyMethod = "close")
    Predictor predictor(@Value("${models}") Path models, @Value("${models.poll:5s}") Duration poll) {
        // TensorFlow reads some settings only while it loads, so this comes before the model.
        ConfigProto session = TensorFlowRuntime.start(Device.parse("auto"), 0, false).sessionConfig();
        ServingOptions options = ServingOptions.builder()
                .session(session)
                .waitForFirstVersion(true)
                .batching(Batching.of(16, Duration.ofMillis(2)).withDeadline(Duration.ofSeconds(2)))
                .build();
        return Predictor.follow(models, poll, options);
    }

    /** Latency, batches, queue, swaps and memory, at /actuator/prometheus. */
    @Bean
    ServingMeters servingMeters(Predictor predictor) {
        return new ServingMeters(predictor);
    }

    /** The part of /actuator/health/readiness that names the version. */
    @Bean
    HealthIndicator modelHealthIndicator(Predictor predictor) {
        return () -> predictor.isReady()
                ? Health.up().withDetail("version", predictor.version()).build()
                : Health.outOfService().build();
    }
}
