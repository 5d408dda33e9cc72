// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.data.ImageShape;
import dev.nin.data.TargetImages;
import dev.nin.dsl.FeatureVector;
import dev.nin.dsl.Nin;
import dev.nin.model.ModelSpec;
import dev.nin.report.Report;
import dev.nin.report.task.TaskReports.Shown;
import dev.nin.task.Target;
import dev.nin.task.Task;
import dev.nin.task.output.Goals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the report of a model with several outputs. */
class OutputsReportTest {
    private static final int IMAGES = 30;
    private static final List<String> FORMS = List.of("flat", "steep");
    private static final List<String> SHADES = List.of("dark", "grey", "light");

    @TempDir
    private Path folder;

    @Test
    void hasTheSectionsOfEachOutput() throws IOException {
        FeatureVector trunk = Nin.image(6, 6, 1).conv2d(4, 3, 1, 1).relu().flatten();
        ModelSpec spec = Nin.model(
                "three",
                trunk.dense(2).named("form"),
                trunk.dense(3).named("shade"),
                trunk.dense(1).named("angle"));
        int[] forms = IntStream.range(0, IMAGES).map(i -> i % 2).toArray();
        int[] shades = IntStream.range(0, IMAGES).map(i -> i * 7 % 3).toArray();
        float[] angles = new float[IMAGES];
        TargetImages images = TaskReports.noise(IMAGES, new ImageShape(6, 6, 1))
                .with(Target.ofValues(List.of("angle")).named("angle"), angles)
                .with(Target.ofClass(FORMS).named("form"), forms)
                .with(Target.ofClass(SHADES).named("shade"), shades);
        Goals goals = Goals.of(
                spec,
                Map.of(
                        "form", Task.classification(FORMS),
                        "shade", Task.classification(SHADES),
                        "angle", Task.regression(List.of("angle"))));
        Shown shown = TaskReports.write(folder, spec, goals, images);

        assertThat(shown.page())
                .contains("<h2>form: Confusion matrix</h2>", "<h2>shade: Confusion matrix</h2>")
                .contains("<h2>angle: Predicted against true</h2>", "<h2>First-layer kernels</h2>")
                .contains(String.format("<b>%.4f</b>test shade accuracy", shown.measured("shade_accuracy")))
                .contains(row(shown, "form", FORMS, forms, 1), row(shown, "shade", SHADES, shades, 2))
                .doesNotContain("{{");
        assertThat(shown.pictures())
                .contains(
                        "curves.png",
                        "outputs/angle/scatter.png",
                        "outputs/form/confusion.png",
                        "outputs/shade/confusion.png")
                .allMatch(picture ->
                        Report.FILES.contains(Path.of(picture).getName(0).toString()));
    }

    private static String row(Shown shown, String output, List<String> classes, int[] right, int label) {
        float[][] probabilities = shown.answers(output + "_probabilities");
        double hits = 0;
        double predicted = 0;
        double own = 0;
        for (int i = 0; i < IMAGES; i++) {
            float[] each = probabilities[i];
            boolean isPredicted =
                    IntStream.range(0, each.length).allMatch(other -> other == label || each[label] > each[other]);
            hits += isPredicted && right[i] == label ? 1 : 0;
            predicted += isPredicted ? 1 : 0;
            own += right[i] == label ? 1 : 0;
        }
        // Of no images, precision is 0.
        return TaskReports.row(
                classes.get(label), hits / Math.max(1, predicted), hits / own, 2 * hits / (predicted + own), (int) own);
    }
}
