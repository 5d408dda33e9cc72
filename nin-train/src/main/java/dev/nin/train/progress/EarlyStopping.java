// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.progress;

import dev.nin.InvalidSettingException;
import dev.nin.UserInputException;
import dev.nin.checkpoint.Checkpoint;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stops a training that no longer improves on the validation images or, without those, on the training images. The test
 * images are not used. For one training; not thread-safe.
 */
public final class EarlyStopping implements TrainingListener {
    private final int patience;
    private @Nullable Evaluation best;
    private int withoutBetter;

    /**
     * Stops after a number of epochs without improvement.
     *
     * @param patience number of epochs, at least 1
     * @throws UserInputException if the number is below 1
     */
    public EarlyStopping(int patience) {
        if (patience < 1) {
            throw new InvalidSettingException("patience", "is " + patience + ", expected at least 1 epoch");
        }
        this.patience = patience;
    }

    @Override
    public void resumed(List<EpochMetrics> epochs) {
        epochs.forEach(this::look);
    }

    @Override
    public void epochEnded(EpochMetrics metrics, Supplier<Checkpoint> checkpoint) {
        look(metrics);
    }

    private void look(EpochMetrics metrics) {
        Evaluation found = metrics.validation().orElse(metrics.train());
        if (best == null || found.isBetterThan(best)) {
            best = found;
            withoutBetter = 0;
        } else {
            withoutBetter++;
        }
    }

    @Override
    public boolean wantsToStop() {
        return withoutBetter >= patience;
    }
}
