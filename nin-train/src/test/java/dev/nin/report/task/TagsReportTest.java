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
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the report of a multi-label model. */
class TagsReportTest {
    private static final List<String> TAGS = List.of("red & round", "far", "never");
    private static final int IMAGES = 40;
    private static final ModelSpec MODEL = Nin.image(6, 6, 1).flatten().dense(3).build("tags");

    private final float[] right = right();

    @TempDir
    private Path folder;

    @Test
    void hasEachTagsNumbersAndTheWorstImages() throws IOException {
        Shown shown = TaskReports.write(
                folder,
                MODEL,
                Goals.of(MODEL, Task.multiLabel(TAGS)),
                TaskReports.noise(IMAGES, new ImageShape(6, 6, 1)).with(Target.ofTags(TAGS), right));

        float[][] probabilities = shown.answers("probabilities");
        assertThat(shown.page())
                .contains("<h2>Tags</h2>", "<h2>Images with the most wrong tags</h2>", "red &amp; round (AUC 0.")
                .contains(String.format("<b>%.4f</b>test map", shown.measured("map")))
                .contains(row("red &amp; round", probabilities, 0), row("far", probabilities, 1))
                .contains(row("never", probabilities, 2))
                .doesNotContain("never (AUC", "{{");
        assertThat(shown.page().indexOf("<td>never</td>"))
                .isGreaterThan(shown.page().indexOf("<td>far</td>"));
        assertThat(shown.pictures()).containsExactly("curves.png", "mistakes.png", "roc.png");
        assertThat(captionsOfTheWorst(shown.page())).isEqualTo(mostWrong(probabilities));
    }

    /** By the definitions: no two probabilities are equal. */
    private String row(String name, float[][] probabilities, int tag) {
        int[] with = images(tag, 1);
        int[] without = images(tag, 0);
        double pairs = 0;
        double precisions = 0;
        for (int one : with) {
            float probability = probabilities[one][tag];
            double before = IntStream.of(with)
                    .filter(i -> probabilities[i][tag] >= probability)
                    .count();
            double wrong = IntStream.of(without)
                    .filter(i -> probabilities[i][tag] > probability)
                    .count();
            precisions += before / (before + wrong);
            pairs += without.length - wrong;
        }
        double hits =
                IntStream.of(with).filter(i -> probabilities[i][tag] >= 0.5).count();
        double predicted = hits
                + IntStream.of(without)
                        .filter(i -> probabilities[i][tag] >= 0.5)
                        .count();
        double precision = hits / predicted;
        double recall = hits / with.length;
        double f1 = 2 * hits / (predicted + with.length);
        return TaskReports.row(
                name,
                precisions / with.length,
                pairs / ((double) with.length * without.length),
                precision,
                recall,
                f1,
                with.length);
    }

    private int[] images(int tag, float value) {
        return IntStream.range(0, IMAGES)
                .filter(i -> right[3 * i + tag] == value)
                .toArray();
    }

    /** Returns the number of wrong tags of the first image. */
    private long mostWrong(float[][] probabilities) {
        return IntStream.range(0, IMAGES)
                .mapToLong(image -> IntStream.range(0, 3)
                        .filter(tag -> (probabilities[image][tag] >= 0.5) != (right[3 * image + tag] == 1))
                        .count())
                .max()
                .orElseThrow();
    }

    /** Returns the number of tags that the first caption has on one side only. */
    private static long captionsOfTheWorst(String page) {
        int from = page.indexOf("<span>true: ");
        String caption = page.substring(from, page.indexOf("</figcaption>", from));
        String predicted = caption.substring(caption.indexOf("predicted: "));
        String truth = caption.substring(0, caption.indexOf("predicted: "));
        return List.of("red", "far", "never").stream()
                .filter(tag -> truth.contains(tag) != predicted.contains(tag))
                .count();
    }

    private static float[] right() {
        Random random = new Random(4);
        float[] right = new float[3 * IMAGES];
        for (int i = 0; i < right.length; i++) {
            right[i] = i % 3 == 2 ? 0 : random.nextInt(2);
        }
        return right;
    }
}
