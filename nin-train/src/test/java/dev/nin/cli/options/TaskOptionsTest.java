// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import dev.nin.data.Dataset;
import dev.nin.data.ImageShape;
import dev.nin.data.LabeledImages;
import dev.nin.data.TargetImages;
import dev.nin.task.Classification;
import dev.nin.task.Reconstruction;
import dev.nin.task.Regression;
import dev.nin.task.Segmentation;
import dev.nin.task.Target;
import dev.nin.task.Task;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Tests that {@code --loss} selects each loss of a task. */
class TaskOptionsTest {
    private static final ImageShape SHAPE = new ImageShape(2, 2, 1);
    private static final Dataset CLASSES = LabeledImages.of(2, 2, 1, new byte[4], new int[1], List.of("a", "b"));
    private static final Dataset TARGETS = TargetImages.of(SHAPE, new byte[4])
            .with(Target.ofValues(List.of("x")), new float[1])
            .with(Target.ofTags(List.of("a", "b")), new float[2])
            .with(Target.ofMask(2, 2, List.of("a", "b")), new byte[4]);

    @ParameterizedTest
    @CsvSource({
        "classification, '[cross-entropy, focal]'",
        "multi-label, [cross-entropy]",
        "regression, '[absolute, huber, squared]'",
        "segmentation, '[cross-entropy, cross-entropy+dice, dice]'",
        "reconstruction, '[cross-entropy, squared]'",
    })
    void anUnknownLossIsRefusedWithTheListOfKnownOnes(String task, String losses) {
        assertThatThrownBy(() -> task("--task", task, "--loss", "x"))
                .isInstanceOf(UserInputException.class)
                .hasMessage("--loss x is not known for --task " + task + ", expected one of " + losses);
    }

    @Test
    void everyLossHasAName() {
        assertThat(((Classification) task("--loss", "focal")).focus()).isEqualTo(2);
        assertThat(learned("regression", "squared", "absolute", "huber").map(each -> ((Regression) each).loss()))
                .containsExactly(Regression.Loss.values());
        assertThat(learned("segmentation", "cross-entropy", "dice", "cross-entropy+dice")
                        .map(each -> ((Segmentation) each).loss()))
                .containsExactly(Segmentation.Loss.values());
        assertThat(learned("reconstruction", "squared", "cross-entropy").map(each -> ((Reconstruction) each).loss()))
                .containsExactly(Reconstruction.Loss.values());
    }

    private static Stream<Task> learned(String task, String... losses) {
        return Stream.of(losses).map(loss -> task("--task", task, "--loss", loss));
    }

    private static Task task(String... words) {
        Holder holder = new Holder();
        new CommandLine(holder).parseArgs(words);
        boolean isOfClasses = holder.options.kind() == Target.Kind.CLASS;
        return holder.options.task(isOfClasses ? CLASSES : TARGETS, 0);
    }

    /** A command with these options and nothing to run. */
    @CommandLine.Command
    private static final class Holder {
        @CommandLine.Mixin
        private final TaskOptions options = new TaskOptions();
    }
}
