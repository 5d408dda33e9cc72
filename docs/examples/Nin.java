///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 17+
//REPOS mavenlocal,mavencentral
//DEPS dev.nin:nin-train:0.1.0-SNAPSHOT
//DEPS dev.nin:nin-export:0.1.0-SNAPSHOT
//DEPS org.tensorflow:tensorflow-core-native:1.1.0:linux-x86_64@jar
//DEPS org.slf4j:slf4j-simple:2.0.20
//RUNTIME_OPTIONS -XX:+IgnoreUnrecognizedVMOptions --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow

import static dev.nin.dsl.Nin.image;

import dev.nin.data.ImageSets;
import dev.nin.data.source.DataSource;
import dev.nin.export.SavedModelExporter;
import dev.nin.model.ModelSpec;
import dev.nin.optimizer.LearningRate;
import dev.nin.optimizer.Optimizer;
import dev.nin.runtime.Device;
import dev.nin.runtime.TensorFlowRuntime;
import dev.nin.serving.Predictor;
import dev.nin.train.Trainer;
import dev.nin.train.config.TrainingConfig;
import java.nio.file.Path;
import org.tensorflow.proto.ConfigProto;

/** Trains a small network on the bundled images, exports it, and classifies the image files given as arguments. */
public class Nin {
    public static void main(String... files) {
        ConfigProto session = TensorFlowRuntime.start(Device.parse("auto"), 0, false).sessionConfig();
        ImageSets clothes = DataSource.load("sample");
        ModelSpec network = image(28, 28, 1)
                .normalize(0.286f, 0.353f)
                .conv2d(32, 3, 1, 1).withoutBias().batchNorm().relu().maxPool(2, 2)
                .conv2d(64, 3, 1, 1).withoutBias().batchNorm().relu().maxPool(2, 2)
                .nin(64, 3, 1, 1)
                .conv2d(10, 1)
                .globalAvgPool()
                .build("clothes");
        var trained = Trainer.of(network)
                .data(clothes.train(), clothes.test())
                .config(TrainingConfig.builder()
                        .epochs(3)
                        .batch(32)
                        .optimizer(Optimizer.named("adam"))
                        .learningRate(new LearningRate(0.003, LearningRate.Schedule.COSINE, 0.5))
                        .build())
                .session(session)
                .listeners((epoch, checkpoint) -> System.out.printf(
                        "epoch %d: test accuracy %.4f%n", epoch.epoch(), epoch.test().value("accuracy")))
                .run();
        Path version = SavedModelExporter.export(trained, Path.of("models", "clothes"));
        System.out.println("exported: " + version);
        try (Predictor predictor = Predictor.open(version, session)) {
            for (String file : files) {
                var prediction = predictor.predict(Path.of(file));
                System.out.printf("%s: %s (%.4f)%n", file, prediction.label(), prediction.probability());
            }
        }
    }
}
