// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.plan;

import dev.nin.cluster.ClusterPlan;
import dev.nin.data.ImageSets;
import dev.nin.model.ModelSpec;
import dev.nin.runtime.TensorFlowRuntime;
import dev.nin.task.output.Goals;
import dev.nin.train.Trainer;
import dev.nin.train.config.TrainingConfig;
import dev.nin.train.progress.EarlyStopping;
import dev.nin.train.progress.TrainingListener;
import java.util.Optional;

/**
 * The checked input of a training.
 *
 * @param preset the preset's name
 * @param trainer with model, task, data, configuration and session, but without listeners
 * @param goals the learning goals
 * @param config the training configuration
 * @param found the images and the model
 * @param patience number of epochs without improvement after which training ends
 * @param cluster the tasks that train together; empty for this process alone
 */
public record TrainingPlan(
        String preset,
        Trainer trainer,
        Goals goals,
        TrainingConfig config,
        FoundData found,
        TensorFlowRuntime runtime,
        Optional<Integer> patience,
        Optional<ClusterPlan> cluster) {
    public Header header() {
        return new Header(preset, found, runtime);
    }

    /** Returns the images. */
    public ImageSets data() {
        return found.sets();
    }

    /** Returns the model. */
    public ModelSpec model() {
        return found.model();
    }

    /** Returns a new listener that ends training early, if early stopping is on. */
    public Optional<TrainingListener> earlyStopping() {
        return patience.map(EarlyStopping::new);
    }
}
