// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report;

import dev.nin.UserInputException;
import dev.nin.files.Reasons;
import dev.nin.report.page.Gallery;
import dev.nin.report.page.Section;
import dev.nin.report.page.Table;
import dev.nin.report.picture.Figure;
import dev.nin.report.picture.Mosaic.Tile;
import dev.nin.report.task.TaskView;
import dev.nin.train.progress.EpochMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.tensorflow.proto.ConfigProto;

/**
 * Writes the report of a training: the self-contained page {@code report.html}, and its pictures as PNG files next to
 * it.
 */
public final class Report {
    /** The name of the page's file. */
    public static final String PAGE = "report.html";

    /** The names of the page's file, of the pictures that may be next to it, and of their folder. */
    public static final List<String> FILES = List.of(
            PAGE,
            "curves.png",
            "confusion.png",
            "calibration.png",
            "mistakes.png",
            "evidence.png",
            "grad-cam.png",
            "features.png",
            "filters.png",
            "roc.png",
            "scatter.png",
            "residuals.png",
            "masks.png",
            "reconstructions.png",
            Gallery.OUTPUTS);

    private Report() {}

    /**
     * Writes the page and its pictures.
     *
     * @param folder the folder to write to
     * @param run the training to report
     * @param session the configuration of sessions
     * @throws UserInputException if the folder cannot be written
     */
    public static void write(Path folder, TrainedRun run, ConfigProto session) {
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure("curves", Charts.curves(run.epochs())));
        TaskView view = TaskView.of(run.checkpoint(), run.test(), session);
        view.sections().forEach(section -> section.galleries().forEach(each -> figures.add(each.file())));
        try {
            for (Figure figure : figures) {
                Path file = folder.resolve(figure.name() + ".png");
                if (Gallery.isOfOutput(figure)) {
                    Files.createDirectories(Objects.requireNonNull(file.getParent()));
                }
                Files.write(file, figure.png());
            }
            Files.writeString(folder.resolve(PAGE), page(run, view));
        } catch (IOException e) {
            throw new UserInputException(
                    "the report cannot be written to " + folder + " (" + Reasons.of(e) + "); make room", e);
        }
    }

    private static String page(TrainedRun run, TaskView view) {
        Map<String, Object> values = new HashMap<>();
        values.put("sections", view.sections().stream().map(Report::section).toList());
        // As separate images, so that a phone shows them one below the other.
        values.put(
                "curves", Charts.each(run.epochs()).stream().map(Report::curve).toList());
        values.put("title", run.title());
        values.put("summary", run.summary());
        values.put("facts", facts(run, view));
        values.put("columns", EpochTable.columns(run.epochs()));
        values.put(
                "epochs",
                run.epochs().stream()
                        .map(epoch -> Map.of("cells", EpochTable.cells(epoch)))
                        .toList());
        values.put("model", run.checkpoint().spec().summary().toString());
        values.put(
                "description",
                DescriptionTable.rows(run.description()).stream()
                        .map(cells -> Map.of("name", cells.get(0), "value", cells.get(1)))
                        .toList());
        return PageTemplate.fill("report.mustache", values);
    }

    private static Map<String, Object> section(Section section) {
        Table table = section.table();
        return Map.of(
                "title",
                section.title(),
                "text",
                section.text(),
                "isBeside",
                section.isBeside(),
                "galleries",
                section.galleries().stream().map(Report::gallery).toList(),
                "hasTable",
                table.isShown(),
                "columns",
                table.columns(),
                "rows",
                table.rows().stream().map(cells -> Map.of("cells", cells)).toList());
    }

    private static Map<String, Object> gallery(Gallery gallery) {
        return Map.of(
                "style",
                gallery.layout().style(),
                "alt",
                gallery.alt(),
                "tiles",
                gallery.tiles().stream().map(Report::tile).toList(),
                "hasLegend",
                !gallery.legend().keys().isEmpty(),
                "legend",
                gallery.legend().keys().stream()
                        .map(key -> Map.of("color", key.css(), "name", key.name()))
                        .toList());
    }

    private static Map<String, Object> tile(Tile tile) {
        return Map.of(
                "picture", new Figure("tile", tile.picture()).dataUri(),
                "isCaptioned", !tile.caption().isEmpty(),
                "caption", tile.caption());
    }

    static Map<String, Object> curve(EpochChart chart) {
        return Map.of("title", chart.title(), "picture", new Figure("curve", chart.picture()).dataUri());
    }

    private static List<Map<String, Object>> facts(TrainedRun run, TaskView view) {
        double seconds =
                run.epochs().stream().mapToDouble(EpochMetrics::seconds).sum();
        double speed = run.epochs().stream()
                .mapToDouble(EpochMetrics::imagesPerSecond)
                .average()
                .orElse(0);
        Map<String, String> facts = new LinkedHashMap<>(view.facts());
        facts.put(
                "parameters",
                String.format(
                        Locale.ROOT, "%,d", run.checkpoint().spec().summary().parameters()));
        facts.put("images per second", String.format(Locale.ROOT, "%.0f", speed));
        facts.put("minutes", String.format(Locale.ROOT, "%.1f", seconds / 60));
        return facts.entrySet().stream()
                .<Map<String, Object>>map(fact -> Map.of("name", fact.getKey(), "value", fact.getValue()))
                .toList();
    }
}
