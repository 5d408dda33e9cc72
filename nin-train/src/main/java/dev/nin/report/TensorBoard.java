// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report;

import com.google.common.base.Joiner;
import dev.nin.UserInputException;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.data.Dataset;
import dev.nin.files.Reasons;
import dev.nin.graph.CompiledModel;
import dev.nin.graph.GraphCompiler;
import dev.nin.graph.Mode;
import dev.nin.model.ModelSpec;
import dev.nin.report.page.Gallery;
import dev.nin.report.picture.Mosaic;
import dev.nin.report.picture.Mosaic.Tile;
import dev.nin.report.picture.Pictures;
import dev.nin.runtime.Starting;
import dev.nin.train.progress.EpochMetrics;
import dev.nin.train.progress.Evaluation;
import dev.nin.train.progress.TrainingListener;
import dev.nin.weights.Weights;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.tensorflow.proto.Summary;

/**
 * Writes a training for TensorBoard ({@code tensorboard --logdir FOLDER}), with one step per epoch. The folder itself
 * contains the inference graph, the hyperparameters and pictures. Its sub-folders train, validation and test contain
 * loss and metrics with the same tags, so that TensorBoard overlays them. The folder train also contains the learning
 * rate, images per second, and histograms of weights and of the gradients of each epoch's last step. For one training;
 * not thread-safe.
 */
public final class TensorBoard implements TrainingListener, AutoCloseable {
    /** The number of initial events: the version, the graph, and hyperparameters with samples. */
    private static final int FIRST_EVENTS = 3;

    private static final int SAMPLES = 8;
    private static final int SAMPLE_SIDE = 56;
    private static final int MOST_CLASSES = 20;

    private final Path folder;
    private final Starting<EventFile> whole;
    private final Map<String, EventFile> parts = new HashMap<>();
    private int epoch;

    private TensorBoard(Path folder, Starting<EventFile> whole, int epoch) {
        this.folder = folder;
        this.whole = whole;
        this.epoch = epoch;
    }

    /**
     * Creates a training's files with what is known before it. Sample images are drawn while the training starts; an
     * error in drawing them is thrown when the first epoch ends.
     *
     * @param folder the folder to write to, created if missing
     * @param spec the model
     * @param images the images, of which some of each class are shown
     * @param hyperparameters numbers, booleans and strings by their names
     * @return the listener, to be closed after the training
     * @throws UserInputException if the folder cannot be written
     */
    public static TensorBoard create(Path folder, ModelSpec spec, Dataset images, Map<String, ?> hyperparameters) {
        EventFile file = EventFile.create(folder);
        return new TensorBoard(folder, Starting.of(() -> started(file, spec, images, hyperparameters)), 0);
    }

    private static EventFile started(EventFile file, ModelSpec spec, Dataset images, Map<String, ?> hyperparameters) {
        try (CompiledModel model = GraphCompiler.compile(spec, Mode.inference())) {
            file.append(model.graph().toGraphDef().toByteString());
            file.append(
                    0,
                    Summary.newBuilder()
                            .addValue(Hyperparameters.table(hyperparameters))
                            .addValue(Hyperparameters.session(hyperparameters))
                            .addValue(Summaries.image("samples", samples(images))));
            return file;
        } catch (RuntimeException | Error e) {
            file.close();
            throw e;
        }
    }

    /**
     * Continues a training's files, or creates them if there are none. Events of later epochs are removed.
     *
     * @param folder the folder to write to, created if missing
     * @param epochs number of epochs to keep
     * @param spec the model
     * @param images the images, of which some of each class are shown
     * @param hyperparameters numbers, booleans and strings by their names
     * @return the listener, to be closed after the training
     * @throws UserInputException if the folder cannot be written
     */
    public static TensorBoard resume(
            Path folder, int epochs, ModelSpec spec, Dataset images, Map<String, ?> hyperparameters) {
        try {
            // The pictures of a training that was interrupted after its last epoch are written again.
            EventCut.after(folder, 0, epochs);
            return EventCut.hasBeginning(folder, FIRST_EVENTS)
                    ? new TensorBoard(folder, Starting.ended(EventFile.create(folder)), epochs)
                    : create(folder, spec, images, hyperparameters);
        } catch (IOException e) {
            throw new UserInputException(folder + " cannot be written (" + Reasons.of(e) + "); make room", e);
        }
    }

    @Override
    public void lastStepAhead(int number, Supplier<Weights> gradients) {
        part("train").append(number, histograms("gradients/", gradients.get()));
    }

    @Override
    public void epochEnded(EpochMetrics metrics, Supplier<Checkpoint> checkpoint) {
        whole.await();
        epoch = metrics.epoch();
        Summary.Builder training = of(metrics.train())
                .addValue(Summaries.scalar("learning_rate", metrics.learningRate()))
                .addValue(Summaries.scalar("images_per_second", metrics.imagesPerSecond()));
        part("train").append(epoch, training);
        part("train").append(epoch, histograms("weights/", checkpoint.get().weights()));
        metrics.validation().ifPresent(each -> part("validation").append(epoch, of(each)));
        part("test").append(epoch, of(metrics.test()));
    }

    /**
     * Adds the pictures of a finished training, such as those of {@link Report}: confusion matrix, mistakes and others.
     *
     * @param pictures a folder of PNG files, each added by its name; those of several outputs are in its sub-folders
     * @throws UserInputException if one cannot be read
     */
    public void pictures(Path pictures) {
        Summary.Builder all = Summary.newBuilder();
        try {
            List<Path> files = new ArrayList<>(pictures(pictures, 1));
            Path ofOutputs = pictures.resolve(Gallery.OUTPUTS);
            if (Files.isDirectory(ofOutputs)) {
                files.addAll(pictures(ofOutputs, 2));
            }
            for (Path file : files) {
                String name = Joiner.on('/').join(pictures.relativize(file));
                BufferedImage picture = ImageIO.read(file.toFile());
                if (picture == null) {
                    throw new IOException(name + " is not a picture");
                }
                all.addValue(Summaries.image(name.substring(0, name.length() - ".png".length()), picture));
            }
        } catch (IOException e) {
            throw new UserInputException("the pictures in " + pictures + " cannot be read (" + Reasons.of(e) + ")", e);
        }
        whole.await().append(epoch, all);
    }

    private static List<Path> pictures(Path folder, int depth) throws IOException {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(file -> file.toString().endsWith(".png")).toList();
        }
    }

    private static Summary.Builder histograms(String prefix, Weights weights) {
        Summary.Builder summary = Summary.newBuilder();
        weights.names().forEach(name -> summary.addValue(Summaries.histogram(prefix + name, weights.values(name))));
        return summary;
    }

    private static Summary.Builder of(Evaluation evaluation) {
        Summary.Builder summary = Summary.newBuilder().addValue(Summaries.scalar("loss", evaluation.loss()));
        evaluation.scores().forEach(score -> summary.addValue(Summaries.scalar(score.name(), score.value())));
        return summary;
    }

    /** Draws the first images of the first classes, with one row per class; without classes, some images. */
    private static BufferedImage samples(Dataset images) {
        if (images.classes().isEmpty()) {
            return new Mosaic(SAMPLES, SAMPLE_SIDE, 1)
                    .draw(IntStream.range(0, Math.min(images.size(), SAMPLES * SAMPLES))
                            .mapToObj(image -> new Tile(Pictures.of(images, image), List.of("")))
                            .toList());
        }
        int classes = Math.min(images.classes().size(), MOST_CLASSES);
        List<Tile> tiles = IntStream.range(0, classes)
                .boxed()
                .flatMap(label -> IntStream.range(0, images.size())
                        .filter(image -> images.label(image) == label)
                        .limit(SAMPLES)
                        .mapToObj(image -> new Tile(
                                Pictures.of(images, image),
                                List.of(images.classes().get(label)))))
                .toList();
        return new Mosaic(SAMPLES, SAMPLE_SIDE, 1).draw(tiles);
    }

    private EventFile part(String name) {
        return parts.computeIfAbsent(name, each -> EventFile.create(folder.resolve(each)));
    }

    @Override
    public void close() {
        parts.values().forEach(EventFile::close);
        whole.awaitEnd().ifPresent(EventFile::close);
    }
}
