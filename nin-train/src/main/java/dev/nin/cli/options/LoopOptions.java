// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.options;

import dev.nin.UserInputException;
import dev.nin.train.config.Augmentation;
import dev.nin.train.config.TrainingConfig;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command-line options for the training loop; null where the preset's value applies. */
final class LoopOptions {
    private static final int RESEEDS = 3;

    private static final String AUGMENTATIONS =
            "flip, flip-shift, shift:N, cutout:N, mix-up:X, resized-crop, rotate, jitter, randaugment; none.";

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the training images.")
    private @Nullable Integer epochs;

    @Option(names = "--batch", paramLabel = "N", description = "Images per step.")
    private @Nullable Integer batch;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of all random draws.")
    private @Nullable Long seed;

    @Mixin
    private final UpdateOptions updates = new UpdateOptions();

    @Option(names = "--unit-variance", negatable = true, description = "Scales initial weights by a first batch.")
    private @Nullable Boolean unitVariance;

    @Option(names = "--augment", paramLabel = "NAME,...", description = AUGMENTATIONS)
    private @Nullable String augment;

    @Option(names = "--reseed-on-dead-start", description = "Restarts if training stays at chance level.")
    private boolean reseeds;

    @Option(names = "--patience", paramLabel = "EPOCHS", description = "Stops after this many without improvement.")
    private @Nullable Integer patience;

    /**
     * Returns a preset's configuration with the changes of the command line.
     *
     * @param given the option that gives initial weights; empty for random ones
     * @throws UserInputException if a name is unknown, a number out of its range, or given weights are to be scaled
     */
    TrainingConfig of(TrainingConfig values, Optional<String> given) {
        return updates.of(values).toBuilder()
                .epochs(epochs == null ? values.epochs() : epochs)
                .batch(batch == null ? values.batch() : batch)
                .seed(seed == null ? values.seed() : seed)
                .unitVariance(unitVariance(values, given))
                .augmentation(augment == null ? values.augmentation() : Augmentation.named(augment))
                .reseeds(reseeds ? RESEEDS : 0)
                .build();
    }

    /** Returns whether layers are scaled to unit variance; given weights are not scaled. */
    private boolean unitVariance(TrainingConfig ofPreset, Optional<String> given) {
        if (given.isEmpty()) {
            return unitVariance == null ? ofPreset.unitVariance() : unitVariance;
        }
        if (Boolean.TRUE.equals(unitVariance)) {
            throw new UserInputException(given.get()
                    + " and --unit-variance exclude each other; only random weights are scaled, omit one of them");
        }
        return false;
    }

    /** Returns the number of epochs without improvement after which training ends, if set. */
    Optional<Integer> patience() {
        if (patience != null && patience < 1) {
            throw new UserInputException("--patience is " + patience + ", expected at least 1 epoch");
        }
        return Optional.ofNullable(patience);
    }
}
