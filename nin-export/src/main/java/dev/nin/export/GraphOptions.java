// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import dev.nin.checkpoint.Checkpoint;
import dev.nin.graph.TestTimeAugmentation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options of an export that determine its graph.
 *
 * @param variables whether weights are variables instead of constants
 * @param chosen the signatures; empty for the standard ones
 * @param gradCam whether {@link ServingSignature#gradCam} is added to them
 * @param labels the class names; null for those of the checkpoint
 * @param augmentation the versions of each image that the model runs on
 */
record GraphOptions(
        boolean variables,
        List<ServingSignature> chosen,
        boolean gradCam,
        @Nullable List<String> labels,
        TestTimeAugmentation augmentation) {
    List<ServingSignature> signatures(Checkpoint checkpoint) {
        List<ServingSignature> signatures = chosen.isEmpty() ? ServingSignature.standard(checkpoint) : chosen;
        return gradCam ? ServingSignature.withGradCam(signatures) : signatures;
    }

    /**
     * @throws dev.nin.UserInputException if they do not fit the model, or labels are given for a model that is not a
     *     classifier
     */
    ServedTasks tasks(Checkpoint checkpoint) {
        return ServedTasks.of(checkpoint, labels);
    }
}
