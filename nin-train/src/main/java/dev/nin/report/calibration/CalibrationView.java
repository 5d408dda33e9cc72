// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.calibration;

import dev.nin.data.Shuffle;
import dev.nin.report.page.Gallery;
import dev.nin.report.page.Numbers;
import dev.nin.report.page.Section;
import dev.nin.train.evaluation.Calibration;
import dev.nin.train.evaluation.Predictions;
import dev.nin.train.evaluation.TemperatureFit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * The report on a classifier's confidence, without and with a temperature.
 *
 * @param error the expected calibration error of the model as it is, on all test images
 * @param text what is shown
 * @param shown the calibrations to compare, each with its title
 */
public record CalibrationView(double error, String text, List<Shown> shown) {
    private static final String MEANING =
            "Accuracy by confidence, the probability of the predicted class. On the diagonal, confidence equals "
                    + "accuracy; bars below it mean overconfidence. The expected calibration error is the mean "
                    + "difference of the two over the images of " + Calibration.BINS + " bins. ";

    /**
     * A diagram.
     *
     * @param title its title
     * @param calibration what it shows
     */
    public record Shown(String title, Calibration calibration) {}

    /** Copies the list. */
    public CalibrationView {
        shown = List.copyOf(shown);
    }

    /**
     * Compares a model's calibration without and with its temperature. For a model without one, the temperature is
     * fitted to a random half of the test images and the other half is shown.
     *
     * @param tested the model's predictions for the test images
     * @param temperature the model's temperature
     * @return the report
     */
    public static CalibrationView of(Predictions tested, double temperature) {
        Calibration all = Calibration.of(tested);
        if (temperature != 1) {
            Calibration before = Calibration.of(tested.tempered(1 / temperature));
            return of(
                    all,
                    "The model divides its logits by a temperature of " + shown(temperature)
                            + ", fitted after training (Guo et al. 2017).",
                    new Shown("Temperature 1", before),
                    new Shown("Temperature " + shown(temperature), all));
        }
        // Shuffled, since data sets may alternate between classes.
        int[] order = Shuffle.order(tested.size(), 0, 0);
        int half = order.length / 2;
        Predictions others = tested.select(Arrays.copyOf(order, half));
        OptionalDouble fitted = TemperatureFit.of(tested.select(Arrays.copyOfRange(order, half, order.length)));
        if (half == 0 || fitted.isEmpty()) {
            return of(all, "The model is not calibrated.", new Shown("Temperature 1", all));
        }
        double found = fitted.getAsDouble();
        return of(
                all,
                "The model is not calibrated. For information, the diagrams show a random half of the test images, "
                        + "without and with a temperature that was fitted to the other half (Guo et al. 2017); the "
                        + "model is unchanged. To calibrate it, train with --validation-split or run nin calibrate.",
                new Shown("Temperature 1", Calibration.of(others)),
                new Shown("Temperature " + shown(found), Calibration.of(others.tempered(found))));
    }

    private static CalibrationView of(Calibration all, String text, Shown... shown) {
        return new CalibrationView(all.expectedError(), MEANING + text, List.of(shown));
    }

    private static String shown(double temperature) {
        return String.format(Locale.ROOT, "%.2f", temperature);
    }

    /**
     * Returns the section with the diagrams side by side.
     *
     * @return the section
     */
    public Section section() {
        return Section.of(
                "Calibration",
                text,
                Gallery.charts(
                        "calibration",
                        "Reliability diagrams",
                        shown.stream()
                                .map(each -> ReliabilityDiagram.draw(
                                        each.title() + ": calibration error "
                                                + Numbers.fixed(
                                                        each.calibration().expectedError()),
                                        each.calibration()))
                                .toList(),
                        ReliabilityDiagram.LEGEND));
    }
}
