package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nin.serving.Predictor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares Spark on two cores with a loop over a Predictor, in turn, on a folder of images:
 *
 * <pre>mvn -f docs/examples/spark-scoring/pom.xml test -Dtest=ScoringBenchmark -Dimages=photos -Dmodel=models/fashion</pre>
 */
@EnabledIfSystemProperty(named = "images", matches = ".+")
class ScoringBenchmark {
    private static final Path IMAGES = Path.of(System.getProperty("images", "")).toAbsolutePath();
    private static final Path MODEL = Path.of(System.getProperty("model", "")).toAbsolutePath();
    private static final int ROUNDS = 5;
    private static final int BATCH = 64;

    @TempDir
    private Path folder;

    @Test
    void imagesPerSecond() throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(IMAGES)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        Predictor predictor = SharedModel.open(MODEL.toString());
        try (SparkSession spark = ScoreImages.session()
                .master("local[2]")
                .config("spark.ui.enabled", false)
                .getOrCreate()) {
            spark.sparkContext().setLogLevel("ERROR");
            // The first round warms up the JVM.
            for (int round = 0; round <= ROUNDS; round++) {
                String answers = folder.resolve("answers-" + round).toString();
                double onSpark = seconds(() -> ScoreImages.score(spark, IMAGES.toString(), MODEL.toString())
                        .write()
                        .parquet(answers));
                double alone = seconds(() -> predict(predictor, files));
                assertEquals(files.size(), spark.read().parquet(answers).where("error is null").count());
                System.out.printf(
                        "%s: %d images, Spark %.0f per second, Predictor %.0f, ratio %.2f%n",
                        round == 0 ? "warm-up" : "round " + round,
                        files.size(),
                        files.size() / onSpark,
                        files.size() / alone,
                        alone / onSpark);
            }
        }
    }

    private static void predict(Predictor predictor, List<Path> files) {
        for (int from = 0; from < files.size(); from += BATCH) {
            List<byte[]> images = new ArrayList<>();
            for (Path file : files.subList(from, Math.min(from + BATCH, files.size()))) {
                try {
                    images.add(Files.readAllBytes(file));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            predictor.predictEncoded(images);
        }
    }

    private static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }
}
