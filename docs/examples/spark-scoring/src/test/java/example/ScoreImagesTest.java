package example;

import static dev.nin.dsl.Nin.image;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nin.checkpoint.Checkpoint;
import dev.nin.export.SavedModelExporter;
import dev.nin.graph.CompiledModel;
import dev.nin.graph.GraphCompiler;
import dev.nin.graph.Mode;
import dev.nin.graph.Variables;
import dev.nin.model.ModelSpec;
import dev.nin.runtime.Device;
import dev.nin.runtime.TensorFlowRuntime;
import dev.nin.serving.Prediction;
import dev.nin.weights.Weights;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Session;
import org.tensorflow.proto.ConfigProto;

class ScoreImagesTest {
    private static final ConfigProto SESSION =
            TensorFlowRuntime.start(Device.parse("auto"), 0, false).sessionConfig();
    private static final int IMAGES = 150;

    @TempDir
    private Path folder;

    @Test
    void everyFileIsARowAndADamagedOneHasAnError() throws Exception {
        Path images = Files.createDirectories(folder.resolve("images/some"));
        Random random = new Random(1);
        for (int i = 0; i < IMAGES; i++) {
            write(images.resolve("image-" + i + ".png"), random);
        }
        Files.write(images.resolve("damaged.png"), new byte[] {1, 2, 3});
        Path model = folder.resolve("model");
        export(model);
        Path answers = folder.resolve("answers");
        try (SparkSession spark = ScoreImages.session()
                .master("local[2]")
                .config("spark.ui.enabled", false)
                .getOrCreate()) {
            ScoreImages.score(spark, folder.resolve("images").toString(), model.toString())
                    .write()
                    .parquet(answers.toString());
            List<Row> rows = spark.read().parquet(answers.toString()).collectAsList();
            assertEquals(IMAGES + 1, rows.size());
            for (Row row : rows) {
                check(row, model);
            }
        }
    }

    private static void check(Row row, Path model) {
        Path file = Path.of(java.net.URI.create(row.getAs("path")));
        String error = row.getAs("error");
        if (file.endsWith("damaged.png")) {
            assertTrue(error.contains("neither JPEG nor PNG nor BMP"), error);
            assertNull(row.getAs("label"));
            return;
        }
        Prediction alone = SharedModel.open(model.toString()).predict(file);
        assertNull(error);
        assertEquals(alone.label(), row.getAs("label"));
        assertEquals(alone.probability(), row.<Float>getAs("probability"), 1e-5f);
    }

    private static void write(Path file, Random random) throws IOException {
        BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 40 * 30; i++) {
            image.setRGB(i % 40, i / 40, random.nextInt());
        }
        ImageIO.write(image, "png", file.toFile());
    }

    /** Exports a network with random weights, which is enough here. */
    private static void export(Path models) {
        ModelSpec spec = image(28, 28, 1).conv2d(4, 3, 2, 1).relu().globalAvgPool().dense(2).build("small");
        try (CompiledModel model = GraphCompiler.compile(spec, Mode.training(1));
                Session session = new Session(model.graph(), SESSION)) {
            Weights weights = Variables.read(session, model.variables());
            SavedModelExporter.export(
                    new Checkpoint(spec, weights, Weights.empty(), List.of("cat", "dog"), 0), models);
        }
    }
}
