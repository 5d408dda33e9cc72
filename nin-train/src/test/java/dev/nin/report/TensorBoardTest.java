// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Struct;
import com.google.protobuf.UnknownFieldSet;
import dev.nin.UserInputException;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.data.Dataset;
import dev.nin.data.ExampleBuffer;
import dev.nin.data.ImageShape;
import dev.nin.data.LabeledImages;
import dev.nin.dsl.Nin;
import dev.nin.model.ModelSpec;
import dev.nin.train.Evaluations;
import dev.nin.train.progress.EpochMetrics;
import dev.nin.train.progress.Evaluation;
import dev.nin.weights.Weights;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.HistogramProto;
import org.tensorflow.proto.Summary;

/** Tests the files for TensorBoard. */
class TensorBoardTest {
    private static final ModelSpec MODEL = Nin.image(2, 2, 1).flatten().dense(2).build("dense");
    private static final Dataset IMAGES =
            LabeledImages.of(2, 2, 1, new byte[] {0, 1, 2, 3, 9, 9, 9, 9}, new int[] {0, 1}, List.of("dark", "light"));
    private static final Weights WEIGHTS = Weights.builder()
            .put("dense_1/kernel", List.of(4, 2), new float[] {-1, -1, 0, 0, 0, 1, 2, 2})
            .put("dense_1/bias", List.of(2), new float[] {3, 3})
            .build();

    @TempDir
    private Path folder;

    @Test
    void writesEachEpochsNumbersUnderTheSameTags() throws IOException {
        train(Optional.of(Evaluations.of(0.75, 0.5)));

        List<Event> train = EventReader.events(folder.resolve("train"));
        assertThat(train.get(0).getFileVersion()).isEqualTo("brain.Event:2");
        assertThat(train.get(0).getWallTime()).isGreaterThan(1.7e9);
        assertThat(train.stream().skip(1).map(Event::getStep)).containsExactly(1L, 1L, 1L, 2L, 2L, 2L);
        assertThat(scalars(train, "loss")).containsExactly(1.5f, 0.5f);
        assertThat(scalars(train, "accuracy")).containsExactly(0.25f, 0.125f);
        assertThat(scalars(train, "learning_rate")).containsExactly(0.1f, 0.2f);
        assertThat(scalars(train, "images_per_second")).containsExactly(100f, 200f);
        assertThat(scalars(EventReader.events(folder.resolve("validation")), "loss"))
                .containsExactly(0.75f, 0.75f);
        assertThat(scalars(EventReader.events(folder.resolve("test")), "accuracy"))
                .containsExactly(0.625f, 0.625f);
    }

    @Test
    void hasNoFolderForImagesThatWereNotSetAside() {
        train(Optional.empty());

        assertThat(folder.resolve("validation")).doesNotExist();
        assertThat(folder.resolve("test")).isDirectory();
    }

    @Test
    void countsWeightsInBuckets() throws IOException {
        train(Optional.empty());

        HistogramProto kernel = EventReader.values(
                        EventReader.events(folder.resolve("train")), "weights/dense_1/kernel")
                .get(1)
                .getHisto();
        assertThat(kernel.getNum()).isEqualTo(8);
        assertThat(gradient(0).getSum()).isEqualTo(1.5);
        assertThat(kernel.getSum()).isEqualTo(3);
        assertThat(kernel.getSumSquares()).isEqualTo(11);
        assertThat(kernel.getMin()).isEqualTo(-1);
        assertThat(kernel.getMax()).isEqualTo(2);
        assertThat(kernel.getBucketCount()).isEqualTo(30);
        assertThat(kernel.getBucketList()).startsWith(2.0).endsWith(2.0).contains(3.0, 1.0);
        assertThat(kernel.getBucketLimitList()).startsWith(-0.9).endsWith(2.0).isSorted();
    }

    @Test
    void leavesOutWhatIsNoNumber() {
        HistogramProto same = Summaries.histogram("same", FloatBuffer.wrap(new float[] {3, 3}))
                .getHisto();
        HistogramProto none = Summaries.histogram("none", FloatBuffer.wrap(new float[] {Float.NaN}))
                .getHisto();

        assertThat(same.getBucketList()).containsExactly(2.0);
        assertThat(same.getBucketLimitList()).containsExactly(3.0);
        assertThat(none.getNum()).isZero();
        assertThat(none.getBucketList()).isEmpty();
    }

    @Test
    void holdsTheInferenceGraphAndTheHyperparameters() throws IOException {
        train(Optional.empty());

        List<Event> events = EventReader.events(folder);
        try (Graph graph = new Graph()) {
            graph.importGraphDef(GraphDef.parseFrom(events.get(1).getGraphDef()));
            assertThat(graph.operation("input")).isNotNull();
        }
        Summary.Value table = EventReader.values(events, "hyperparameters").get(0);
        assertThat(table.getMetadata().getPluginData().getPluginName()).isEqualTo("text");
        assertThat(table.getTensor().getStringVal(0).toStringUtf8())
                .contains("| epochs | 2 |", "| flip | true |", "| optimizer | sgd |");
        Summary.Value session =
                EventReader.values(events, "_hparams_/session_start_info").get(0);
        assertThat(session.getMetadata().getPluginData().getPluginName()).isEqualTo("hparams");
        Struct read = Struct.parseFrom(
                UnknownFieldSet.parseFrom(session.getMetadata().getPluginData().getContent())
                        .getField(3)
                        .getLengthDelimitedList()
                        .get(0));
        assertThat(read.getFieldsOrThrow("epochs").getNumberValue()).isEqualTo(2);
        assertThat(read.getFieldsOrThrow("flip").getBoolValue()).isTrue();
        assertThat(read.getFieldsOrThrow("optimizer").getStringValue()).isEqualTo("sgd");
    }

    @Test
    void showsSamplesAndTheReportsPictures() throws IOException {
        Path report = Files.createDirectory(folder.resolve("report"));
        ImageIO.write(
                new BufferedImage(7, 5, BufferedImage.TYPE_INT_RGB),
                "png",
                report.resolve("confusion.png").toFile());
        Path ofOutput = Files.createDirectories(report.resolve("outputs/angle"));
        Files.copy(report.resolve("confusion.png"), ofOutput.resolve("scatter.png"));
        Files.writeString(report.resolve("report.html"), "not a picture");
        Path board = folder.resolve("board");
        try (TensorBoard listener = TensorBoard.create(board, MODEL, IMAGES, Map.of())) {
            listener.pictures(report);
        }

        List<Event> events = EventReader.events(board);
        Summary.Image samples = EventReader.values(events, "samples").get(0).getImage();
        assertThat(decoded(samples).getWidth()).isEqualTo(samples.getWidth());
        Summary.Image confusion = EventReader.values(events, "confusion").get(0).getImage();
        assertThat(confusion.getWidth()).isEqualTo(7);
        assertThat(confusion.getHeight()).isEqualTo(5);
        assertThat(decoded(confusion).getWidth()).isEqualTo(7);
        assertThat(EventReader.values(events, "outputs/angle/scatter")).hasSize(1);
    }

    @Test
    void picturesAreThereOnceAfterATrainingThatIsResumedAtItsEnd() throws IOException {
        Path report = Files.createDirectory(folder.resolve("report"));
        ImageIO.write(
                new BufferedImage(7, 5, BufferedImage.TYPE_INT_RGB),
                "png",
                report.resolve("confusion.png").toFile());
        Path board = folder.resolve("board");
        try (TensorBoard listener = TensorBoard.create(board, MODEL, IMAGES, Map.of())) {
            listener.epochEnded(
                    new EpochMetrics(1, Evaluations.of(1, 1), Optional.empty(), Evaluations.of(1, 1), 0.1, 100, 1),
                    () -> new Checkpoint(MODEL, WEIGHTS, Weights.empty(), IMAGES.classes(), 1));
            listener.pictures(report);
        }

        try (TensorBoard listener = TensorBoard.resume(board, 1, MODEL, IMAGES, Map.of())) {
            listener.pictures(report);
        }

        assertThat(RecordedEvents.tags(board))
                .filteredOn(tag -> !tag.startsWith("0 "))
                .containsExactly("1 confusion");
        assertThat(RecordedEvents.tags(board.resolve("test"))).containsExactly("1 loss", "1 accuracy");
    }

    @Test
    void namesAFolderThatCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "mine");

        assertThatThrownBy(() -> TensorBoard.create(file, MODEL, IMAGES, Map.of()))
                .isInstanceOf(UserInputException.class)
                .hasMessageStartingWith(file + "/events.out.tfevents.")
                .hasMessageEndingWith(" cannot be written (a part of its path is a file); make room");
    }

    @Test
    void whatGoesWrongWithTheSamplesIsThrownAfterTheFirstEpoch() {
        UserInputException gone = new UserInputException("image 3 cannot be read any more");

        assertThatThrownBy(() -> train(new Unreadable(gone), Optional.empty())).isSameAs(gone);
    }

    private void train(Optional<Evaluation> validation) {
        train(IMAGES, validation);
    }

    private void train(Dataset images, Optional<Evaluation> validation) {
        Map<String, Object> values = Map.of("epochs", 2, "flip", true, "optimizer", "sgd");
        try (TensorBoard board = TensorBoard.create(folder, MODEL, images, values)) {
            for (int epoch = 1; epoch <= 2; epoch++) {
                EpochMetrics metrics = new EpochMetrics(
                        epoch,
                        Evaluations.of(2.5 - epoch, epoch == 1 ? 0.25 : 0.125),
                        validation,
                        Evaluations.of(1, 0.625),
                        0.1 * epoch,
                        100 * epoch,
                        7);
                board.lastStepAhead(epoch, () -> WEIGHTS.scaled("dense_1/kernel", 0.5f));
                board.epochEnded(metrics, () -> new Checkpoint(MODEL, WEIGHTS, Weights.empty(), IMAGES.classes(), 1));
            }
        }
    }

    private HistogramProto gradient(int index) throws IOException {
        return EventReader.values(EventReader.events(folder.resolve("train")), "gradients/dense_1/kernel")
                .get(index)
                .getHisto();
    }

    private static List<Float> scalars(List<Event> events, String tag) {
        return EventReader.values(events, tag).stream()
                .map(Summary.Value::getSimpleValue)
                .toList();
    }

    private static BufferedImage decoded(Summary.Image image) throws IOException {
        return ImageIO.read(
                new ByteArrayInputStream(image.getEncodedImageString().toByteArray()));
    }

    private record Unreadable(UserInputException problem) implements Dataset {
        @Override
        public int size() {
            return 1;
        }

        @Override
        public ImageShape shape() {
            return IMAGES.shape();
        }

        @Override
        public List<String> classes() {
            return IMAGES.classes();
        }

        @Override
        public int label(int index) {
            return 0;
        }

        @Override
        public void read(int index, ExampleBuffer into) {
            throw problem;
        }
    }
}
