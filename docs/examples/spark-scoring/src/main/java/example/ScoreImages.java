package example;

import java.io.IOException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Scores a folder of images with an exported model and writes the answers as Parquet. The folders may be any that Spark
 * reads and writes; the model's is a local one, the same on each machine.
 */
public final class ScoreImages {
    private ScoreImages() {}

    /**
     * Runs on the Spark that started it, or on that of the property spark.master.
     *
     * @param arguments the folder of images, the model's folder and the folder for the answers, which does not exist yet
     */
    public static void main(String... arguments) throws IOException {
        try (SparkSession spark = session().getOrCreate()) {
            score(spark, arguments[0], arguments[1]).write().parquet(arguments[2]);
        }
    }

    /** Starts the settings of a session. */
    static SparkSession.Builder session() {
        // Spark takes a file for 4 MB at least, which would leave a task too few photos to fill its batches.
        return SparkSession.builder().appName("score-images").config("spark.sql.files.openCostInBytes", 64 << 10);
    }

    /**
     * Scores every file below a folder.
     *
     * @param spark the session
     * @param images the folder
     * @param model the exported model's folder
     * @return one row for each file, see {@link Scorer#SCHEMA}
     */
    static Dataset<Row> score(SparkSession spark, String images, String model) {
        return spark.read()
                .format("binaryFile")
                .option("recursiveFileLookup", "true")
                .load(images)
                .select("path", "content")
                .mapPartitions(new Scorer(model), Encoders.row(Scorer.SCHEMA));
    }
}
