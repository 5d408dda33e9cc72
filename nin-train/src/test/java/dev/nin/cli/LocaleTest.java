// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that names and numbers are the same in a locale with digits of its own. */
class LocaleTest {
    @TempDir
    private Path folder;

    @Test
    void trainsExportsAndPredictsAsInAnyLocale() throws Exception {
        for (String locale : List.of("en-US", "ar-EG")) {
            Path runs = Files.createDirectory(folder.resolve(locale));
            assertThat(run(
                            locale,
                            "--model",
                            "lenet",
                            "--train-limit",
                            "64",
                            "--test-limit",
                            "50",
                            "--epochs",
                            "1",
                            "--device",
                            "cpu",
                            "--out",
                            runs.resolve("run").toString(),
                            "--export",
                            runs.resolve("model").toString()))
                    .as(output(locale))
                    .isZero();
            assertThat(run(
                            locale,
                            "predict",
                            runs.resolve("model").toString(),
                            Path.of("..", "docs", "examples", "ankle-boot.png").toString()))
                    .as(output(locale))
                    .isZero();
        }

        assertThat(withoutSpeed(output("ar-EG"))).isEqualTo(withoutSpeed(output("en-US")));
        assertThat(folder.resolve("ar-EG/run/checkpoints/epoch-0001/weights.safetensors"))
                .hasSameBinaryContentAs(folder.resolve("en-US/run/checkpoints/epoch-0001/weights.safetensors"));
        assertThat(folder.resolve("ar-EG/run/curves.png"))
                .hasSameBinaryContentAs(folder.resolve("en-US/run/curves.png"));
        assertThat(folder.resolve("ar-EG/run/confusion.png"))
                .hasSameBinaryContentAs(folder.resolve("en-US/run/confusion.png"));
    }

    private int run(String locale, String... arguments) throws IOException, InterruptedException {
        String option = "-Duser.language=" + locale.substring(0, 2) + " -Duser.country=" + locale.substring(3);
        Process process = OtherProcess.start(
                TrainCommand.class, folder.resolve(locale + ".txt"), Map.of("JDK_JAVA_OPTIONS", option), (Object[])
                        arguments);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    private String output(String locale) throws IOException {
        return Files.readString(folder.resolve(locale + ".txt"));
    }

    private static String withoutSpeed(String output) {
        return output.replaceAll("NOTE: Picked up.*\n", "")
                .replaceAll(" +\\d+\n", "\n")
                .replaceAll("(en-US|ar-EG)", "LOCALE");
    }
}
