// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report;

import dev.nin.files.Reasons;
import dev.nin.model.UserInputException;
import dev.nin.train.EpochMetrics;
import dev.nin.train.Evaluation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Test accuracy and test loss of several trainings over their epochs, overlaid. */
public final class ComparisonChart {
    private ComparisonChart() {}

    /**
     * Draws the trainings into a PNG file.
     *
     * @param file the file, replaced if it is there
     * @param runs what each training's epochs brought, at least one, by the training's name
     * @throws UserInputException if the file cannot be written
     */
    public static void write(Path file, Map<String, List<EpochMetrics>> runs) {
        EpochChart accuracy = chart("Test accuracy", runs, Evaluation::accuracy, LegendPosition.InsideSE);
        EpochChart loss = chart("Test loss", runs, Evaluation::loss, LegendPosition.InsideNE);
        try {
            Files.write(file, Pictures.png(accuracy.beside(loss)));
        } catch (IOException e) {
            throw new UserInputException(
                    "--chart " + file + " cannot be written (" + Reasons.of(e) + "); name another file", e);
        }
    }

    private static EpochChart chart(
            String title,
            Map<String, List<EpochMetrics>> runs,
            ToDoubleFunction<Evaluation> value,
            LegendPosition legend) {
        int last = runs.values().stream()
                .flatMap(List::stream)
                .mapToInt(EpochMetrics::epoch)
                .max()
                .orElse(1);
        EpochChart chart = new EpochChart(title, last, legend);
        runs.forEach((name, epochs) -> chart.add(name, epochs, each -> value.applyAsDouble(each.test())));
        return chart;
    }
}
