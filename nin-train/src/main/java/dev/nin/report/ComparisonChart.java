// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report;

import dev.nin.InvalidSettingException;
import dev.nin.UserInputException;
import dev.nin.files.Reasons;
import dev.nin.metric.Score;
import dev.nin.report.picture.Pictures;
import dev.nin.train.progress.EpochMetrics;
import dev.nin.train.progress.Evaluation;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Overlaid charts of the test metric and the test loss of several trainings over their epochs. */
public final class ComparisonChart {
    /** The number of runs that a legend of many names; more would cover the lines. */
    static final int NAMED = 10;

    private ComparisonChart() {}

    /**
     * Draws the trainings into a PNG file.
     *
     * @param file the file, replaced if it exists
     * @param runs the metrics of each training's epochs, at least one, by the training's name
     * @throws UserInputException if the file cannot be written
     */
    public static void write(Path file, Map<String, List<EpochMetrics>> runs) {
        EpochChart loss = chart("Test loss", runs, epoch -> epoch.test().loss());
        Optional<String> shared = shared(runs);
        BufferedImage picture = shared.map(name -> chart(
                                "Test " + name.replace('_', ' '),
                                runs,
                                epoch -> epoch.test().value(name))
                        .beside(loss))
                .orElseGet(loss::picture);
        try {
            Files.write(file, Pictures.png(picture));
        } catch (IOException e) {
            throw new InvalidSettingException(
                    "chart", file + " cannot be written (" + Reasons.of(e) + "); name another file", e);
        }
    }

    /**
     * Returns charts of the first metric and of the loss on the validation images, with the first runs in the legend.
     */
    static List<EpochChart> ofValidation(Map<String, List<EpochMetrics>> runs) {
        List<EpochChart> charts = new ArrayList<>();
        shared(runs)
                .ifPresent(name -> charts.add(chart(
                        "Validation " + name.replace('_', ' '),
                        runs,
                        epoch -> validation(epoch).value(name))));
        charts.add(chart("Validation loss", runs, epoch -> validation(epoch).loss()));
        charts.forEach(chart -> chart.limitLegend(NAMED));
        return charts;
    }

    private static Evaluation validation(EpochMetrics epoch) {
        return epoch.validation().orElseThrow();
    }

    /** Returns the first metric that all runs have. */
    private static Optional<String> shared(Map<String, List<EpochMetrics>> runs) {
        List<Set<String>> names = runs.values().stream()
                .<Set<String>>map(epochs -> epochs.get(0).test().scores().stream()
                        .map(Score::name)
                        .collect(Collectors.toCollection(LinkedHashSet::new)))
                .toList();
        return names.get(0).stream()
                .filter(name -> names.stream().allMatch(each -> each.contains(name)))
                .findFirst();
    }

    private static EpochChart chart(
            String title, Map<String, List<EpochMetrics>> runs, ToDoubleFunction<EpochMetrics> value) {
        int last = runs.values().stream()
                .flatMap(List::stream)
                .mapToInt(EpochMetrics::epoch)
                .max()
                .orElse(1);
        EpochChart chart = new EpochChart(title, last);
        runs.forEach((name, epochs) -> chart.add(name, epochs, value));
        return chart;
    }
}
