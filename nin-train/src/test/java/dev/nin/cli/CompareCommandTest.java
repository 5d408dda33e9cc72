// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.command.Console;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the comparison of runs. */
class CompareCommandTest {
    private static final String HEADER =
            "epoch,train_loss,train_accuracy,validation_loss,validation_accuracy,test_loss,"
                    + "test_accuracy,learning_rate,images_per_second,seconds\n";

    @TempDir
    private Path folder;

    @Test
    void showsResultsAndWhatDiffersAndOneChart() throws IOException {
        write("slow", "0.01", HEADER + "1,2.5,0.1,,,2.25,0.2,0.01,100,30\n2,2,0.25,,,1.75,0.4,0.01,200,60\n");
        write("fast", "0.03", HEADER + "1,1.5,0.5,1.25,0.6,1.125,0.7,0.03,90,60\n");
        Path chart = folder.resolve("both.png");

        Console console = Console.train("compare", folder + "/slow", folder + "/fast", "--chart", chart.toString());

        assertThat(console.err()).isEmpty();
        assertThat(console.code()).isZero();
        assertThat(console.out()).isEqualTo("""
                                               slow    fast
                        last epoch                2       1
                        train loss           2.0000  1.5000
                        train accuracy       0.2500  0.5000
                        test loss            1.7500  1.1250
                        test accuracy        0.4000  0.7000
                        images/s                150      90
                        minutes                 1.5     1.0
                        validation loss           -  1.2500
                        validation accuracy       -  0.6000
                        learningRate           0.01    0.03
                        chart: %s
                        """.formatted(chart));
        BufferedImage picture = ImageIO.read(chart.toFile());
        assertThat(picture.getWidth()).isEqualTo(1280);
    }

    @Test
    void putsRunsThatHaveNoRoomBelowTheOthers() throws IOException {
        String[] words = new String[13];
        words[0] = "compare";
        for (int i = 1; i <= 10; i++) {
            write("run-" + i + "-of-the-ten", "0.01", HEADER + "1,2.5,0.1,,,2.25,0.2,0.01,100,30\n");
            words[i] = folder + "/run-" + i + "-of-the-ten";
        }
        words[11] = "--chart";
        words[12] = folder + "/chart.png";

        List<String> lines = Console.train(words).out().lines().toList();

        assertThat(lines.subList(0, lines.size() - 1))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(lines.stream().filter(line -> line.startsWith("last epoch"))).hasSize(4);
        assertThat(lines).anyMatch(line -> line.contains("run-10-of-the-ten"));
    }

    @Test
    void tellsRunsOfTheSameNameApartByMoreOfTheirPaths() throws IOException {
        write("first/run", "0.01", HEADER + "1,2.5,0.1,,,2.25,0.2,0.01,100,30\n");
        write("second/run", "0.01", HEADER + "1,2.5,0.1,,,2.25,0.2,0.01,100,30\n");
        String chart = folder + "/chart.png";

        Console apart = Console.train("compare", folder + "/first/run", folder + "/second/run", "--chart", chart);
        Console twice = Console.train("compare", folder + "/first/run", folder + "/first/run", "--chart", chart);

        assertThat(apart.out()).containsPattern("^ +first/run +second/run\n");
        assertThat(twice.out()).containsPattern("^ +1 run +2 run\n");
    }

    @Test
    void refusesWhatIsNoRun() throws IOException {
        Files.createDirectories(folder.resolve("empty"));
        write("damaged", "1", HEADER + "1,x,0.1,,,2.25,0.2,0.01,100,30\n");
        write("begun", "1", HEADER);

        assertRefused("missing", "run @ is not a folder; name a run's folder, such as runs/latest");
        assertRefused("empty", "@/metrics.csv cannot be read (no such file); name a training run's folder");
        assertRefused("begun", "@/metrics.csv has no epoch of a training; name a run that has finished one");
        assertRefused(
                "damaged",
                "@/metrics.csv, line 2 is \"1,x,0.1,,,2.25,0.2,0.01,100,30\", expected 10 numbers as the header "
                        + "names them; name another run");
    }

    private void assertRefused(String run, String message) {
        Console console = Console.train("compare", folder + "/" + run);

        assertThat(console.err()).isEqualTo("error: " + message.replace("@", folder + "/" + run) + "\n");
        assertThat(console.code()).isEqualTo(2);
    }

    private void write(String name, String rate, String metrics) throws IOException {
        Path run = Files.createDirectories(folder.resolve(name));
        Files.writeString(run.resolve("metrics.csv"), metrics);
        Files.writeString(
                run.resolve("run.json"),
                "{\"preset\": \"quick\", \"configuration\": {\"epochs\": 3, \"learningRate\": " + rate + "}}");
    }
}
