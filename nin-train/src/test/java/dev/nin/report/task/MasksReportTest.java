// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.data.ImageShape;
import dev.nin.dsl.Nin;
import dev.nin.model.ModelSpec;
import dev.nin.report.task.TaskReports.Shown;
import dev.nin.task.Target;
import dev.nin.task.Task;
import dev.nin.task.output.Goals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the report of a segmentation model. */
class MasksReportTest {
    private static final List<String> CLASSES = List.of("ground", "void", "cell", "wall");
    private static final int IGNORED = 1;
    /** More than one of the evaluator's batches. */
    private static final int IMAGES = 120;

    private static final int PIXELS = 6 * 8;

    @TempDir
    private Path folder;

    @Test
    void hasEachClassesNumbersAndMasksFromTheWorstToTheBest() throws IOException {
        ModelSpec spec = Nin.image(6, 8, 3).conv2d(4, 3, 1, 1).build("masks");
        byte[] masks = masks();
        Shown shown = TaskReports.write(
                folder,
                spec,
                Goals.of(spec, Task.segmentation(CLASSES).ignoring("void")),
                TaskReports.noise(IMAGES, new ImageShape(6, 8, 3)).with(Target.ofMask(6, 8, CLASSES), masks));

        List<byte[]> predicted = shown.bytes("mask");
        List<Double> accuracies = new ArrayList<>();
        for (int i = 0; i < IMAGES; i++) {
            byte[] own = predicted.get(i);
            int from = i * PIXELS;
            double hits = IntStream.range(0, PIXELS)
                    .filter(p -> isCounted(masks[from + p]) && masks[from + p] == own[p])
                    .count();
            double all = IntStream.range(from, from + PIXELS)
                    .filter(p -> isCounted(masks[p]))
                    .count();
            accuracies.add(hits / all);
        }
        assertThat(shown.page())
                .contains("<h2>Masks</h2>", "<h2>Confusion of pixels</h2>", "ignored</li>")
                .contains(String.format("<b>%.4f</b>test mean iou", shown.measured("mean_iou")))
                .contains("worst: " + percent(Collections.min(accuracies)) + " correct")
                .contains("best: " + percent(Collections.max(accuracies)) + " correct")
                .contains(row(0, masks, predicted), row(2, masks, predicted), row(3, masks, predicted))
                .doesNotContain("<td>void</td>", "</i>void", "{{");
        assertThat(shown.page().split("<figure>", -1)).hasSize(1 + 5 * 4);
        assertThat(shown.pictures()).containsExactly("confusion.png", "curves.png", "filters.png", "masks.png");
    }

    private static String row(int label, byte[] masks, List<byte[]> predicted) {
        double both = 0;
        double right = 0;
        double answered = 0;
        double all = 0;
        for (int i = 0; i < masks.length; i++) {
            if (isCounted(masks[i])) {
                boolean isRight = masks[i] == label;
                boolean isAnswered = predicted.get(i / PIXELS)[i % PIXELS] == label;
                both += isRight && isAnswered ? 1 : 0;
                right += isRight ? 1 : 0;
                answered += isAnswered ? 1 : 0;
                all++;
            }
        }
        return TaskReports.row(
                CLASSES.get(label),
                both / (right + answered - both),
                2 * both / (right + answered),
                both / answered,
                both / right,
                percent(right / all));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f\u00a0%%", 100 * share);
    }

    private static boolean isCounted(byte pixel) {
        return pixel != IGNORED && pixel != (byte) Target.NOTHING;
    }

    private static byte[] masks() {
        Random random = new Random(4);
        byte[] masks = new byte[IMAGES * PIXELS];
        for (int i = 0; i < masks.length; i++) {
            int drawn = random.nextInt(6);
            masks[i] = (byte) (drawn == 5 ? Target.NOTHING : drawn == 4 ? 0 : drawn);
        }
        return masks;
    }
}
