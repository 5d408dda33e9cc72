package dev.nin.train;

import com.google.common.base.Stopwatch;
import com.google.common.math.LongMath;
import dev.nin.data.LabeledImages;
import dev.nin.data.Shuffle;
import dev.nin.graph.Checkpoint;
import dev.nin.graph.Weights;
import dev.nin.model.Input;
import dev.nin.model.ModelSpec;
import dev.nin.model.Shape;
import dev.nin.model.UserInputException;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.tensorflow.proto.ConfigProto;

/**
 * Trains a classifier: {@code Trainer.of(spec).data(train, test).config(config).listeners(...).run()}. Immutable; each
 * method returns a trainer with one thing changed. The test images are evaluated after each epoch and decide nothing.
 */
public final class Trainer {
    private final ModelSpec spec;
    private final List<LabeledImages> data;
    private final Optional<LabeledImages> validation;
    private final TrainingConfig config;
    private final ConfigProto session;
    private final List<TrainingListener> listeners;

    private Trainer(
            ModelSpec spec,
            List<LabeledImages> data,
            Optional<LabeledImages> validation,
            TrainingConfig config,
            ConfigProto session,
            List<TrainingListener> listeners) {
        this.spec = spec;
        this.data = data;
        this.validation = validation;
        this.config = config;
        this.session = session;
        this.listeners = listeners;
    }

    /**
     * A trainer of a model with the default configuration.
     *
     * @param spec a classifier whose first output holds the logits
     * @return a trainer that still needs data
     * @throws UserInputException if the first output is a feature map
     */
    public static Trainer of(ModelSpec spec) {
        Shape output = spec.shape(spec.outputs().get(0));
        if (output.isMap()) {
            throw new UserInputException("the model \"" + spec.name() + "\" ends in a feature map " + output
                    + ", expected a vector of one value a class; add globalAvgPool() or flatten()");
        }
        return new Trainer(
                spec,
                List.of(),
                Optional.empty(),
                TrainingConfig.builder().build(),
                ConfigProto.getDefaultInstance(),
                List.of());
    }

    /**
     * Sets the images.
     *
     * @param train images to train with
     * @param test images to test with after each epoch
     * @return a new trainer
     * @throws UserInputException if the images do not fit the model
     */
    public Trainer data(LabeledImages train, LabeledImages test) {
        requireFit(train);
        requireFit(test);
        return new Trainer(spec, List.of(train, test), validation, config, session, listeners);
    }

    /**
     * Sets images to choose the best checkpoint by, which are not trained with.
     *
     * @param images the validation images, such as the part of a {@link dev.nin.data.Split}
     * @return a new trainer
     * @throws UserInputException if the images do not fit the model
     */
    public Trainer validation(LabeledImages images) {
        requireFit(images);
        return new Trainer(spec, data, Optional.of(images), config, session, listeners);
    }

    /**
     * Sets how it trains.
     *
     * @param newConfig the configuration
     * @return a new trainer
     */
    public Trainer config(TrainingConfig newConfig) {
        return new Trainer(spec, data, validation, newConfig, session, listeners);
    }

    /**
     * Sets what sessions are told; TensorFlow's defaults without it.
     *
     * @param newSession the configuration of sessions
     * @return a new trainer
     */
    public Trainer session(ConfigProto newSession) {
        return new Trainer(spec, data, validation, config, newSession, listeners);
    }

    /**
     * Sets who is told of it.
     *
     * @param newListeners in the order in which they are told
     * @return a new trainer
     */
    public Trainer listeners(TrainingListener... newListeners) {
        return new Trainer(spec, data, validation, config, session, List.of(newListeners));
    }

    /**
     * Trains for all epochs.
     *
     * @return the trained model
     * @throws IllegalStateException if no data was set
     */
    public Checkpoint run() {
        if (spec.parameters().isEmpty()) {
            throw new UserInputException(
                    "the model \"" + spec.name() + "\" has nothing to learn; add a convolution or a dense layer");
        }
        if (data.isEmpty()) {
            throw new IllegalStateException("the trainer has no images; call data(train, test) before run()");
        }
        try (TrainingGraph graph = new TrainingGraph(spec, config, session);
                Evaluator evaluator = new Evaluator(spec, session)) {
            if (config.unitVariance()) {
                graph.setWeights(scaled(graph.weights()));
            }
            for (int epoch = 1; epoch <= config.epochs(); epoch++) {
                EpochMetrics metrics = runEpoch(graph, evaluator, epoch);
                int done = epoch;
                listeners.forEach(listener -> listener.epochEnded(metrics, () -> checkpoint(graph, done)));
            }
            return checkpoint(graph, config.epochs());
        }
    }

    private EpochMetrics runEpoch(TrainingGraph graph, Evaluator evaluator, int epoch) {
        LabeledImages train = data.get(0);
        Stopwatch clock = Stopwatch.createStarted();
        int[] order = Shuffle.order(train.size(), config.seed(), epoch);
        double lossSum = 0;
        long hits = 0;
        double rate = 0;
        long steps = stepsPerEpoch();
        try (BatchQueue batches = new BatchQueue(train, order, config.batch())) {
            for (long taken = (epoch - 1) * steps; batches.hasNext(); taken++) {
                // The rate of the middle of the step, so that a warm-up does not begin with 0.
                rate = config.learningRate().at((taken + 0.5) / steps, config.epochs());
                try (Batch batch = batches.next()) {
                    TrainingGraph.StepResult result = graph.step(batch.images(), batch.labels(), (float) rate, taken);
                    requireNumber(result.loss(), taken, rate);
                    lossSum += result.loss() * (double) batch.labels().size();
                    hits += result.correct();
                }
            }
        }
        double seconds = seconds(clock);
        evaluator.load(graph.weights());
        Optional<Evaluation> validated = validation.map(evaluator::evaluate);
        Evaluation test = evaluator.evaluate(data.get(1));
        Evaluation training = new Evaluation(lossSum / order.length, (double) hits / order.length);
        return new EpochMetrics(epoch, training, validated, test, rate, order.length / seconds, seconds(clock));
    }

    private static void requireNumber(float loss, long taken, double rate) {
        if (!Float.isFinite(loss)) {
            throw new UserInputException("the loss is " + loss + " in step " + (taken + 1)
                    + ", expected a number; lower the learning rate (--lr), which is " + rate + " there");
        }
    }

    private Weights scaled(Weights initial) {
        LabeledImages train = data.get(0);
        int[] order = Shuffle.order(train.size(), config.seed(), 0);
        try (UnitVariance unitVariance = new UnitVariance(spec, session);
                Batch first = Batch.of(train, order, 0, Math.min(UnitVariance.BATCH, order.length))) {
            return unitVariance.scale(initial, first);
        }
    }

    private Checkpoint checkpoint(TrainingGraph graph, int epochs) {
        return new Checkpoint(spec, graph.weights(), graph.slots(), data.get(0).classes(), epochs * stepsPerEpoch());
    }

    private long stepsPerEpoch() {
        return LongMath.divide(data.get(0).size(), config.batch(), RoundingMode.CEILING);
    }

    private void requireFit(LabeledImages images) {
        Input input = spec.input();
        boolean fits = images.height() == input.height()
                && images.width() == input.width()
                && images.channels() == input.channels()
                && input.pixels() == Input.Pixels.UINT8;
        if (!fits) {
            throw new UserInputException("the images are uint8 " + images.height() + "×" + images.width() + "×"
                    + images.channels() + ", the model \"" + spec.name() + "\" takes " + input.pixels() + " "
                    + input.height() + "×" + input.width() + "×" + input.channels());
        }
        if (images.classes().size() != spec.classes()) {
            throw new UserInputException("the images have " + images.classes().size() + " classes, the model \""
                    + spec.name() + "\" has " + spec.classes() + " outputs; expected as many");
        }
    }

    private static double seconds(Stopwatch clock) {
        return clock.elapsed(TimeUnit.NANOSECONDS) / 1e9;
    }
}
