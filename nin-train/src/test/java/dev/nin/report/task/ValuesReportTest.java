// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.data.ImageShape;
import dev.nin.dsl.Nin;
import dev.nin.model.ModelSpec;
import dev.nin.report.page.Numbers;
import dev.nin.report.task.TaskReports.Shown;
import dev.nin.task.Target;
import dev.nin.task.Task;
import dev.nin.task.output.Goals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the report of a regression model. */
class ValuesReportTest {
    private static final int IMAGES = 30;

    @TempDir
    private Path folder;

    @Test
    void hasEachValuesErrorsAndTheImagesThatAreFarthestOff() throws IOException {
        List<String> names = List.of("angle", "constant");
        ModelSpec spec = Nin.image(6, 6, 1).flatten().dense(2).build("values");
        float[] right = new float[2 * IMAGES];
        Random random = new Random(4);
        for (int i = 0; i < right.length; i++) {
            right[i] = i % 2 == 0 ? 90 * random.nextFloat() - 45 : 7;
        }
        Shown shown = TaskReports.write(
                folder,
                spec,
                Goals.of(spec, Task.regression(names).normalized()),
                TaskReports.noise(IMAGES, new ImageShape(6, 6, 1)).with(Target.ofValues(names), right));

        float[][] predicted = shown.answers("values");
        assertThat(shown.page())
                .contains("<h2>Predicted against true</h2>", "<h2>Errors</h2>", "<h2>Largest errors</h2>")
                .contains(String.format("<b>%.4f</b>test mae", shown.measured("mae")))
                .contains(row("angle", right, predicted, 0), row("constant", right, predicted, 1))
                .doesNotContain("are drawn", "{{");
        assertThat(shown.pictures()).containsExactly("curves.png", "mistakes.png", "residuals.png", "scatter.png");
    }

    @Test
    void namesNoSingleValueBelowAnImage() throws IOException {
        ModelSpec spec = Nin.image(6, 6, 1).flatten().dense(1).build("value");
        float[] right = new float[IMAGES];
        for (int i = 0; i < IMAGES; i++) {
            right[i] = i;
        }
        Shown shown = TaskReports.write(
                folder,
                spec,
                Goals.of(spec, Task.regression(List.of("depth"))),
                TaskReports.noise(IMAGES, new ImageShape(6, 6, 1)).with(Target.ofValues(List.of("depth")), right));

        float[][] predicted = shown.answers("values");
        int farthest = IntStream.range(0, IMAGES)
                .reduce((a, b) -> Math.abs(predicted[b][0] - right[b]) > Math.abs(predicted[a][0] - right[a]) ? b : a)
                .orElseThrow();
        String page = shown.page();
        assertThat(page.substring(page.indexOf("<figcaption>")))
                .startsWith("<figcaption><span>true " + farthest + "</span> <span>predicted "
                        + Numbers.significant(predicted[farthest][0]) + "</span>");
    }

    private static String row(String name, float[] right, float[][] predicted, int value) {
        double absolute = 0;
        double squared = 0;
        double sum = 0;
        double mean = 0;
        double least = Double.MAX_VALUE;
        double greatest = -Double.MAX_VALUE;
        for (int i = 0; i < IMAGES; i++) {
            double error = (double) predicted[i][value] - right[2 * i + value];
            absolute += Math.abs(error) / IMAGES;
            squared += error * error / IMAGES;
            sum += error / IMAGES;
            mean += (double) right[2 * i + value] / IMAGES;
            least = Math.min(least, right[2 * i + value]);
            greatest = Math.max(greatest, right[2 * i + value]);
        }
        double variance = 0;
        for (int i = 0; i < IMAGES; i++) {
            variance += Math.pow(right[2 * i + value] - mean, 2) / IMAGES;
        }
        return TaskReports.row(
                name,
                Numbers.significant(absolute),
                Numbers.significant(Math.sqrt(squared)),
                variance < 1e-9 ? Double.NaN : 1 - squared / variance,
                Numbers.significant(sum),
                Numbers.significant(least),
                Numbers.significant(greatest));
    }
}
