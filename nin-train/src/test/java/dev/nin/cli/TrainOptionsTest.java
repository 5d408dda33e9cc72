package dev.nin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What the command line leaves open. */
class TrainOptionsTest {
    @ParameterizedTest
    @CsvSource({
        "'', 0.03",
        "--optimizer momentum, 0.03",
        "--optimizer adam, 0.001",
        "--optimizer adam --lr 0.5, 0.5",
        "--lr 0.5, 0.5",
        "--preset seed, 0.001",
    })
    void theRateIsTheUsersElseTheOptimizersElseThePresets(String words, double rate) {
        Holder holder = new Holder();
        new CommandLine(holder).parseArgs(words.isEmpty() ? new String[0] : words.split(" ", -1));

        assertThat(holder.options.config().learningRate().rate()).isEqualTo(rate);
    }

    /** A command with these options and nothing to run. */
    @CommandLine.Command
    private static final class Holder {
        @CommandLine.Mixin
        private final TrainOptions options = new TrainOptions();
    }
}
