// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.progress;

import java.util.Locale;

/**
 * The diagnosis of a training that makes no progress: after its first steps the loss is no better than guessing,
 * log(classes), and the network's output is the same for all images.
 *
 * @param steps number of steps taken
 * @param loss mean loss of the last of them
 * @param classes number of classes
 * @param layer the dead layer, by its call and name
 * @param zeros share of zeros in that layer's output, from 0 to 1
 * @param deviation standard deviation of that layer's output
 */
public record ChanceLevelPlateau(long steps, double loss, int classes, String layer, double zeros, double deviation) {
    /** Describes in one line what is dead and what to try. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "dead start: after %d steps the loss is %.4f, no better than guessing one of %d classes, and all "
                        + "images get the same output; the signal ends at %s (%.0f %% zeros, deviation %.2g). Try "
                        + "the preset quick's scaled layers and clipping, another seed, or reseeding on a dead start",
                steps,
                loss,
                classes,
                layer,
                100 * zeros,
                deviation);
    }
}
