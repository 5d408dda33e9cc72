// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.data.ExampleBuffer;
import dev.nin.data.ImageShape;
import dev.nin.dsl.Nin;
import dev.nin.model.ModelSpec;
import dev.nin.report.task.TaskReports.Shown;
import dev.nin.task.Task;
import dev.nin.task.output.Goals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the report of an autoencoder. */
class ReconstructionReportTest {
    private static final int IMAGES = 12;

    @TempDir
    private Path folder;

    @Test
    void hasImagesFromTheWorstToTheBest() throws IOException {
        ModelSpec spec = Nin.image(6, 8, 3).conv2d(3, 3, 1, 1).sigmoid().build("copy");
        Shown shown = TaskReports.write(
                folder,
                spec,
                Goals.of(spec, Task.reconstruction()),
                TaskReports.noise(IMAGES, new ImageShape(6, 8, 3)));

        List<byte[]> made = shown.bytes("image");
        List<Double> decibels = new ArrayList<>();
        for (int i = 0; i < IMAGES; i++) {
            ExampleBuffer image = ExampleBuffer.of(shown.images().shape());
            shown.images().read(i, image);
            decibels.add(decibels(image.pixels(), made.get(i)));
        }
        assertThat(shown.page())
                .contains("<h2>Reconstructions</h2>", "<span>reconstruction</span>", "<span>difference</span>")
                .contains(String.format("<b>%.4f</b>test psnr", shown.measured("psnr")))
                .contains(String.format(Locale.ROOT, "worst: %.1f dB", Collections.min(decibels)))
                .contains(String.format(Locale.ROOT, "best: %.1f dB", Collections.max(decibels)))
                .doesNotContain("times as bright", "{{");
        assertThat(shown.page().split("<figure>", -1)).hasSize(1 + 5 * 3);
        assertThat(shown.pictures()).containsExactly("curves.png", "filters.png", "reconstructions.png");
    }

    private static double decibels(byte[] right, byte[] made) {
        double mean = 0;
        for (int i = 0; i < right.length; i++) {
            mean += Math.pow(((right[i] & 255) - (made[i] & 255)) / 255.0, 2) / right.length;
        }
        return 10 * Math.log10(1 / mean);
    }
}
