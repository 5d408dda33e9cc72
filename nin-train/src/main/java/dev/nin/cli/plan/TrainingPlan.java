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
 * What has been read and checked, and is to be trained.
 *
 * @param preset the preset's name
 * @param trainer with model, task, data, configuration and session, still without listeners
 * @param goals what is learnt
 * @param config how it is learnt
 * @param found the images and the model
 * @param patience epochs without a better one after which training ends
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

    /** The images. */
    public ImageSets data() {
        return found.sets();
    }

    /** The model. */
    public ModelSpec model() {
        return found.model();
    }

    /** What ends training before its last epoch, if anything; anew for each training. */
    public Optional<TrainingListener> earlyStopping() {
        return patience.map(EarlyStopping::new);
    }
}
