// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import dev.nin.data.Dataset;
import dev.nin.model.ModelSpec;
import dev.nin.task.output.Goals;
import dev.nin.train.batch.Batch;
import dev.nin.train.batch.BatchQueue;
import dev.nin.train.config.Augmentation;
import dev.nin.train.config.TrainingConfig;
import dev.nin.train.evaluation.Evaluator;
import dev.nin.train.progress.Evaluation;
import dev.nin.train.replica.SingleReplica;
import dev.nin.train.step.TrainingGraph;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.tensorflow.proto.ConfigProto;

/**
 * The check that a model can overfit a single batch: a model that cannot will not learn from many. It uses the first
 * batch of the training images, without augmentation, weight decay or weight averaging.
 *
 * @param images size of the batch
 * @param steps number of steps taken
 * @param first loss in the first step
 * @param last evaluation of the batch at the end
 */
public record OverfitCheck(int images, int steps, double first, Evaluation last) {
    private static final int MOST_STEPS = 300;
    private static final int BETWEEN = 10;
    private static final double LEARNT = 0.99;
    private static final double LEFT = 0.1;

    /**
     * Trains with one batch until it is learned, for at most 300 steps.
     *
     * @param spec the model
     * @param tasks the tasks of its outputs
     * @param train images, of which the first batch is used
     * @param config provides batch size, seed, optimizer, rate and clipping
     * @param session the session configuration
     * @return the result
     */
    public static OverfitCheck run(
            ModelSpec spec, Goals tasks, Dataset train, TrainingConfig config, ConfigProto session) {
        TrainingConfig plain = config.toBuilder()
                .augmentation(Augmentation.NONE)
                .weightDecay(0)
                .averageDecay(0)
                .sharpnessRadius(0)
                .build();
        TrainingMemory.require(spec, plain, new SingleReplica(), session);
        Goals goals = FittedGoals.of(tasks, spec, train);
        Dataset images = train.limit(config.batch());
        int[] order = IntStream.range(0, images.size()).toArray();
        double first = Double.NaN;
        Evaluation found = new Evaluation(Double.NaN, List.of());
        int step = 0;
        try (TrainingGraph graph = new TrainingGraph(spec, goals, plain, session);
                UnitVariance unitVariance = new UnitVariance(spec, goals, session);
                Evaluator evaluator = new Evaluator(spec, goals, session);
                Batch batch = BatchQueue.read(images, order, 0, images.size())) {
            if (config.unitVariance()) {
                graph.setWeights(unitVariance.scale(graph.weights(), batch));
            }
            float rate = (float) config.learningRate().rate();
            while (step < MOST_STEPS && !isLearned(first, found)) {
                // The warm-up lasts until the first evaluation.
                float warm = rate * Math.min(1, (step + 1f) / BETWEEN);
                float loss = graph.step(batch, warm, step, false).loss();
                first = step == 0 ? loss : first;
                step++;
                if (step % BETWEEN == 0) {
                    evaluator.load(graph.bestWeights());
                    found = evaluator.evaluate(images);
                }
            }
        }
        return new OverfitCheck(images.size(), step, first, found);
    }

    /**
     * Returns whether the batch was learned.
     *
     * @return true at an accuracy of at least 0.99 or, for tasks without one, at a tenth of the first loss
     */
    public boolean isPassed() {
        return isLearned(first, last);
    }

    private static boolean isLearned(double first, Evaluation found) {
        return found.scores().stream()
                .filter(score -> score.name().equals("accuracy"))
                .findFirst()
                .map(score -> score.value() >= LEARNT)
                .orElse(found.loss() <= first * LEFT);
    }

    /** Describes the result in one line. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d images, %d steps: loss %.4f at first, %.4f at last%s",
                images,
                steps,
                first,
                last.loss(),
                last.first()
                        .map(score -> String.format(
                                Locale.ROOT, ", %s %.4f", score.name().replace('_', ' '), score.value()))
                        .orElse(""));
    }
}
