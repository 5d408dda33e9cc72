// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Shows a training on a terminal and its report in Chromium, with pictures of both in {@code target/pictures}. Those of
 * {@code docs/images} are generated with
 *
 * <pre>{@code
 * mvn -Pinterop -pl nin-train -am test -Dtest=PicturesTest -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dpictures.arguments="--seed 1" -Dpictures.folder=../docs/images
 * }</pre>
 */
@Tag("interop")
class PicturesTest {
    private static final String TINY =
            "--model lenet --image-size 28 --train-limit 640 --test-limit 50 --epochs 3 --seed 1";
    private static final Path PICTURES = Path.of(System.getProperty("pictures.folder", "target/pictures"));
    /** The share of a training after which the picture is taken. */
    private static final double SHARE = 0.75;
    /** The size of a picture in the documentation. */
    private static final int MOST_BYTES = 300_000;

    @TempDir
    private static Path folder;

    private static String transcript = "";
    private static Chromium chromium;

    @BeforeAll
    static void trainOnATerminal() throws Exception {
        assumeTrue(!Chromium.program().isEmpty(), "there is no Chromium");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "there is no /usr/bin/script");
        Files.createDirectories(PICTURES);
        transcript = onATerminal(System.getProperty("pictures.arguments", TINY) + " --out runs/quick", false);
        chromium = new Chromium(Chromium.program(), folder);
    }

    @AfterAll
    static void closeChromium() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void theTerminalShowsAHeaderABarAndResults() throws Exception {
        int bars = 0;
        int end = 0;
        long wanted = Math.round(
                SHARE * transcript.chars().filter(each -> each == '[').count());
        while (bars++ < wanted) {
            end = transcript.indexOf('[', end) + 1;
        }
        end = transcript.indexOf(" left", end) + " left".length();
        TerminalPage page = new TerminalPage(transcript.substring(0, end));

        assertThat(page.lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(80))
                .anyMatch(line -> line.startsWith("model   "))
                .contains("run     runs/quick")
                .anyMatch(line -> line.startsWith("  test loss "));
        assertThat(page.lines().get(page.lines().size() - 1)).matches("Epoch +\\d+/\\d+ \\[=+ *] loss .* left");
        Path html = Files.writeString(folder.resolve("terminal.html"), page.html());
        chromium.open(html.toUri(), 780, 400);
        int height =
                chromium.evaluate("document.querySelector('pre').offsetHeight").asInt();
        photograph("terminal.png", 780, height, 1);
    }

    @Test
    void aTerminalThatWantsNoColoursGetsNone() throws Exception {
        assertThat(transcript).contains("\u001b[32m");
        assertThat(onATerminal("--model lenet --image-size 28 --train-limit 64 --test-limit 50 --epochs 1", true))
                .contains("\rEpoch 1/1 [")
                .doesNotContain("\u001b");
    }

    @ParameterizedTest
    @CsvSource({"1280, 2500, 0.75, report.png", "390, 1240, 1.75, report-phone.png"})
    void theReportNeedsNothingElseAndFits(int width, int height, double scale, String picture) throws Exception {
        chromium.open(folder.resolve("runs/quick/report.html").toUri(), width, 900);

        assertThat(chromium.events("Runtime.exceptionThrown")).isEmpty();
        assertThat(chromium.events("Runtime.consoleAPICalled")).isEmpty();
        assertThat(chromium.events("Log.entryAdded")).isEmpty();
        assertThat(chromium.events("Network.requestWillBeSent"))
                .extracting(event -> event.at("/params/request/url").asText())
                .allMatch(url -> url.startsWith("data:image/png;base64,") || url.endsWith("/runs/quick/report.html"));
        assertThat(chromium.evaluate("document.documentElement.scrollWidth").asInt())
                .isLessThanOrEqualTo(width);
        JsonNode widths = chromium.evaluate("Array.from(document.images).map(image => image.naturalWidth)");
        assertThat(widths).hasSizeGreaterThanOrEqualTo(5).allMatch(each -> each.asInt() > 50);
        photograph(picture, width, height, scale);
    }

    private static void photograph(String name, int width, int height, double scale) throws Exception {
        Path file = PICTURES.resolve(name);
        chromium.photograph(file, width, height, scale);
        assertThat(Files.size(file)).isBetween(5_000L, (long) MOST_BYTES);
    }

    /** Returns the output of the training command on a terminal of 80 columns. */
    private static String onATerminal(String words, boolean isColourless) throws Exception {
        Path written = Files.createTempFile(folder, "terminal", ".txt");
        String java = Path.of(System.getProperty("java.home"), "bin", "java") + " -cp "
                + System.getProperty("java.class.path") + " " + TrainCommand.class.getName() + " " + words;
        ProcessBuilder builder = new ProcessBuilder("/usr/bin/script", "-qefc", java, written.toString())
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("TERM", "xterm-256color");
        List.of("NO_COLOR", "COLUMNS").forEach(builder.environment()::remove);
        if (isColourless) {
            builder.environment().put("NO_COLOR", "1");
        }
        assertThat(builder.start().waitFor()).isZero();
        String all = Files.readString(written);
        // The first and the last line come from the recorder.
        String lines = all.substring(all.indexOf('\n') + 1, all.lastIndexOf("\nScript done"));
        return lines.replace("\r\n", "\n");
    }
}
