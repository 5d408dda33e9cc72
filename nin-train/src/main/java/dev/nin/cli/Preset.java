package dev.nin.cli;

import dev.nin.model.Initializer;
import dev.nin.model.UserInputException;
import dev.nin.train.LearningRate;
import dev.nin.train.LearningRate.Schedule;
import dev.nin.train.Optimizer;
import dev.nin.train.TrainingConfig;

/**
 * A named set of values for everything the command line leaves open.
 *
 * @param name its name on the command line
 * @param data where images come from, as --data takes it
 * @param imageSize height and width that images are resized to
 * @param normalizes whether images are normalized by the training images' statistics
 * @param kernelInitializer how kernels are drawn
 * @param config how it trains
 */
record Preset(
        String name,
        String data,
        int imageSize,
        boolean normalizes,
        Initializer kernelInitializer,
        TrainingConfig config) {
    /**
     * A preset by its name.
     *
     * @throws UserInputException if there is none of that name
     */
    static Preset named(String name) {
        return switch (name) {
            case "quick" -> quick();
            case "seed" -> seed();
            default -> throw new UserInputException("--preset " + name + " is not known, expected quick or seed");
        };
    }

    /**
     * The bundled sample, minutes on two cores. Against the plateau at log(classes): layers of unit variance and
     * clipped gradients.
     */
    private static Preset quick() {
        TrainingConfig config = TrainingConfig.builder()
                .epochs(10)
                .batch(32)
                .optimizer(new Optimizer.Momentum(0.9f, true))
                .learningRate(new LearningRate(0.03, Schedule.COSINE, 0.5))
                .weightDecay(5e-4)
                .clipNorm(1)
                .unitVariance(true)
                .build();
        return new Preset("quick", "sample", 68, true, new Initializer.HeNormal(), config);
    }

    /** The seed notebook's own values: Xavier's initialization, plain gradient descent, pixels from 0 to 1. */
    private static Preset seed() {
        TrainingConfig config = TrainingConfig.builder()
                .epochs(10)
                .batch(128)
                .optimizer(new Optimizer.Sgd())
                .learningRate(LearningRate.constant(0.001))
                .build();
        return new Preset("seed", "fashion-mnist", 224, false, new Initializer.GlorotUniform(), config);
    }
}
