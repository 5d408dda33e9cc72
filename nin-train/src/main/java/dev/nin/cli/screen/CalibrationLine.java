// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.screen;

import dev.nin.train.evaluation.CalibratedModel;
import java.util.Locale;
import java.util.Optional;

/** The line on a calibration: "calibrated: temperature 1.31 by 5,000 validation images". */
public final class CalibrationLine {
    private CalibrationLine() {}

    /**
     * Returns the line.
     *
     * @param calibrated the result; empty if the images did not determine a temperature
     * @param images the number of images
     * @param which what they are, such as validation images
     */
    public static String of(Optional<CalibratedModel> calibrated, int images, String which) {
        String by = String.format(Locale.ROOT, "%,d ", images) + which;
        return calibrated
                .map(found -> String.format(Locale.ROOT, "calibrated: temperature %.2f by ", found.temperature()) + by)
                .orElse("not calibrated: " + by + " do not determine a temperature");
    }
}
