package example;

import static dev.nin.dsl.Nin.image;

import dev.nin.data.ChannelStatistics;
import dev.nin.data.Dataset;
import dev.nin.data.ExampleBuffer;
import dev.nin.data.ImageSets;
import dev.nin.data.ImageShape;
import dev.nin.data.source.DataSource;
import dev.nin.serving.Prediction;
import dev.nin.serving.Predictor;
import dev.nin.export.SavedModelExporter;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.model.ModelSpec;
import dev.nin.runtime.Device;
import dev.nin.runtime.TensorFlowRuntime;
import dev.nin.optimizer.LearningRate;
import dev.nin.optimizer.LearningRate.Schedule;
import dev.nin.optimizer.Optimizer;
import dev.nin.train.Trainer;
import dev.nin.train.config.TrainingConfig;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.tensorflow.proto.ConfigProto;

/** Defines a custom network, trains it, exports it, and runs the exported model on a PNG. */
public final class OwnNetwork {
    private OwnNetwork() {}

    public static void main(String... arguments) throws IOException {
        int epochs = Integer.parseInt(arguments[0]);
        int images = Integer.parseInt(arguments[1]);
        // This comes first, since TensorFlow reads some settings only while it loads.
        ConfigProto session = TensorFlowRuntime.start(Device.parse("auto"), 0, false).sessionConfig();

        ImageSets clothes = DataSource.load("sample").limit(images, Integer.MAX_VALUE);
        ModelSpec network = network(clothes.train());
        System.out.print(network.summary());

        Checkpoint trained = Trainer.of(network)
                .data(clothes.train(), clothes.test())
                .config(config(epochs))
                .session(session)
                .listeners((epoch, checkpoint) -> System.out.printf(
                        "epoch %d: test accuracy %.4f%n", epoch.epoch(), epoch.test().value("accuracy")))
                .run();

        Path version = SavedModelExporter.export(trained, Path.of("target", "models", "clothes"));
        System.out.println("exported: " + version);

        Path png = writePng(clothes.test(), Path.of("target", "clothing.png"));
        try (Predictor predictor = Predictor.open(version, session)) {
            Prediction prediction = predictor.predict(png);
            String label = clothes.test().classes().get(clothes.test().label(0));
            System.out.printf("%s: %s (%.4f), labeled %s%n", png, prediction.label(), prediction.probability(), label);
        }
    }

    /** Returns two Network-in-Network blocks around a residual block, small enough for a laptop. */
    private static ModelSpec network(Dataset images) {
        ChannelStatistics pixels = ChannelStatistics.of(images);
        ImageShape size = images.shape();
        return image(size.height(), size.width(), size.channels())
                .normalize(pixels.mean(), pixels.deviation())
                .nin(32, 5, 1, 2).maxPool(2, 2)
                .residual(r -> r.conv2d(32, 3, 1, 1).withoutBias().batchNorm().relu())
                .nin(64, 3, 1, 1).maxPool(2, 2).dropout(0.2)
                .conv2d(images.classes().size(), 1)
                .globalAvgPool()
                .build("own-network");
    }

    private static TrainingConfig config(int epochs) {
        return TrainingConfig.builder()
                .epochs(epochs)
                .batch(32)
                .optimizer(new Optimizer.Momentum(0.9f, true))
                .learningRate(new LearningRate(0.02, Schedule.COSINE, 0.5))
                .weightDecay(5e-4)
                .clipNorm(1)
                .unitVariance(true)
                .build();
    }

    /** Writes the first test image to a file, as a user of the exported model would have it. */
    private static Path writePng(Dataset images, Path file) throws IOException {
        ImageShape size = images.shape();
        ExampleBuffer image = ExampleBuffer.of(size);
        images.read(0, image);
        BufferedImage picture = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_BYTE_GRAY);
        picture.getRaster().setDataElements(0, 0, size.width(), size.height(), image.pixels());
        ImageIO.write(picture, "png", file.toFile());
        return file;
    }
}
