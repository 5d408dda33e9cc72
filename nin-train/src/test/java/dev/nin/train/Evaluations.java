// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import dev.nin.metric.Score;
import dev.nin.train.progress.Evaluation;
import java.util.List;

/** Creates made-up evaluations of classifiers. */
public final class Evaluations {
    private Evaluations() {}

    /** An evaluation of a classifier. */
    public static Evaluation of(double loss, double accuracy) {
        return new Evaluation(loss, List.of(new Score("accuracy", accuracy, true)));
    }
}
