package example;

import static dev.nin.dsl.Nin.image;

import dev.nin.checkpoint.Checkpoint;
import dev.nin.data.Dataset;
import dev.nin.model.ModelSpec;
import dev.nin.optimizer.LearningRate;
import dev.nin.train.progress.Evaluation;
import dev.nin.train.evaluation.Evaluator;
import dev.nin.train.Trainer;
import dev.nin.train.config.TrainingConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tensorflow.proto.ConfigProto;

/** Trains a network to count dots, with a custom task, metric, optimizer and dataset. */
public final class Counting {
    private Counting() {}

    public static void main(String[] arguments) throws Exception {
        int epochs = Integer.parseInt(arguments[0]);
        Dataset train = new Dots(2000, 1);
        Dataset test = new Dots(200, 2);
        ModelSpec spec = image(32, 32, 1)
                .conv2d(16, 3, 1, 1)
                .relu()
                .maxPool(2, 2)
                .conv2d(16, 3, 1, 1)
                .relu()
                .globalAvgPool()
                .dense(32)
                .relu()
                .dense(1)
                .build("counting");
        TrainingConfig config = TrainingConfig.builder()
                .epochs(epochs)
                .batch(20)
                .optimizer(new SignMomentum(0.9f))
                .learningRate(LearningRate.constant(0.001))
                .build();

        Checkpoint trained = Trainer.of(spec, new Count("dots"))
                .data(train, test)
                .config(config)
                .listeners((metrics, checkpoint) -> System.out.printf(
                        "epoch %d: exact %.3f%n", metrics.epoch(), metrics.test().value("exact")))
                .run();

        Path folder = Files.createTempDirectory("counting").resolve("checkpoint");
        trained.write(folder);
        Checkpoint read = Checkpoint.read(folder);
        if (!read.goals().equals(trained.goals())) {
            throw new IllegalStateException("the checkpoint was trained for " + read.goals());
        }
        try (Evaluator evaluator = Evaluator.of(read, ConfigProto.getDefaultInstance())) {
            Evaluation evaluation = evaluator.evaluate(test);
            float[] first = evaluator.answers(test.limit(1), "count")[0];
            System.out.printf("of %d images %.3f are exact; the first has %.2f%n", test.size(), evaluation.value("exact"), first[0]);
        }
    }
}
