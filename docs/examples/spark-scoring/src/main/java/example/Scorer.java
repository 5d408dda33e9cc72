package example;

import com.google.common.collect.Iterators;
import dev.nin.UserInputException;
import dev.nin.serving.Prediction;
import dev.nin.serving.Predictor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Turns rows of (path, content) into rows of answers, in batches. A file that is no image becomes a row with an error. */
final class Scorer implements MapPartitionsFunction<Row, Row> {
    /** The columns of an answer: either label and probability are null, or error is. */
    static final StructType SCHEMA = new StructType()
            .add("path", DataTypes.StringType)
            .add("label", DataTypes.StringType)
            .add("probability", DataTypes.FloatType)
            .add("error", DataTypes.StringType);

    private static final long serialVersionUID = 1;
    private static final int BATCH = 64;

    private final String model;

    Scorer(String model) {
        this.model = model;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> files) {
        Predictor predictor = SharedModel.open(model);
        return Iterators.concat(
                Iterators.transform(Iterators.partition(files, BATCH), batch -> score(predictor, batch).iterator()));
    }

    private static List<Row> score(Predictor predictor, List<Row> files) {
        List<Row> answers = new ArrayList<>();
        try {
            List<byte[]> images =
                    files.stream().map(file -> file.<byte[]>getAs("content")).toList();
            List<Prediction> predictions = predictor.predictEncoded(images);
            for (int i = 0; i < predictions.size(); i++) {
                Prediction prediction = predictions.get(i);
                answers.add(RowFactory.create(
                        files.get(i).getAs("path"), prediction.label(), prediction.probability(), null));
            }
        } catch (UserInputException e) {
            if (files.size() == 1) {
                return List.of(RowFactory.create(files.get(0).getAs("path"), null, null, e.getMessage()));
            }
            // One of them is no image: each half is tried again.
            int half = files.size() / 2;
            answers.addAll(score(predictor, files.subList(0, half)));
            answers.addAll(score(predictor, files.subList(half, files.size())));
        }
        return answers;
    }
}
