// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report;

import dev.nin.checkpoint.Checkpoint;
import dev.nin.data.Dataset;
import dev.nin.train.progress.EpochMetrics;
import java.util.List;

/**
 * A finished training, to be reported.
 *
 * @param title a name and a date
 * @param summary the model, data and device in one line
 * @param checkpoint the model that is shown
 * @param epochs the metrics of each epoch, at least one
 * @param test the test images, at least one
 * @param description configuration and provenance, such as run.json
 */
public record TrainedRun(
        String title,
        String summary,
        Checkpoint checkpoint,
        List<EpochMetrics> epochs,
        Dataset test,
        String description) {
    /**
     * Copies the epochs.
     *
     * @throws IllegalArgumentException if there are none
     */
    public TrainedRun {
        epochs = List.copyOf(epochs);
        if (epochs.isEmpty()) {
            throw new IllegalArgumentException("the run has no epochs, expected at least one");
        }
    }
}
