// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.checkpoint.Checkpoint;
import dev.nin.cluster.TrainingWorker.Task;
import dev.nin.runtime.Device;
import dev.nin.runtime.TensorFlowRuntime;
import dev.nin.train.FineTunedExample;
import dev.nin.train.TaskExample;
import dev.nin.train.Trainer;
import dev.nin.weights.Weights;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Several processes get the same result as a single one, except for the order of sums. */
class ClusterTrainingTest {
    private static final double TOLERANCE = 1e-5;

    /** A bias that has moved from 0 to thousandths differs by the rounding of gradients larger than itself. */
    private static final double LEAST_NORM = 0.01;

    private final TensorFlowRuntime runtime = TensorFlowRuntime.start(Device.parse("cpu"), 1, false);

    @TempDir
    private Path folder;

    /** Eleven steps, the last with one image, which leaves a task without any. */
    @Test
    void twoTasksComeToWhatOneComesTo() throws Exception {
        assertThat(deviation(2, new Task("momentum", 201, 20, 1, true, false))).isLessThan(TOLERANCE);
    }

    @ParameterizedTest
    @Tag("slow")
    @CsvSource({"2,sgd", "2,momentum", "4,sgd", "4,momentum"})
    void fiftyStepsOfMoreTasksDoToo(int tasks, String optimizer) throws Exception {
        assertThat(deviation(tasks, new Task(optimizer, 800, 32, 2, false, false)))
                .isLessThan(TOLERANCE);
    }

    /** Each task normalizes by its own images, but the moving statistics are the same in all tasks. */
    @Test
    @Tag("slow")
    void movingStatisticsAreShared() throws Exception {
        run(2, new Task("momentum", 200, 20, 1, false, true));
        Weights first = Checkpoint.read(TrainingWorker.output(folder, 0)).weights();
        assertThat(first)
                .isEqualTo(Checkpoint.read(TrainingWorker.output(folder, 1)).weights());
        assertThat(first.names()).anyMatch(name -> name.endsWith("moving_mean"));
    }

    @ParameterizedTest
    @EnumSource(names = {"MASKS", "TWO_OUTPUTS"})
    void twoTasksLearnOtherThingsToo(TaskExample example) throws Exception {
        assertThat(deviation(example)).isLessThan(TOLERANCE);
    }

    @ParameterizedTest
    @Tag("slow")
    @EnumSource(names = {"CLASSES", "TAGS", "VALUES", "IMAGES"})
    void twoTasksLearnAllOthers(TaskExample example) throws Exception {
        assertThat(deviation(example)).isLessThan(TOLERANCE);
    }

    @ParameterizedTest
    @EnumSource
    void twoTasksFineTuneToo(FineTunedExample example) throws Exception {
        assertThat(deviation(TaskWorker.trainer(example, runtime), example.name()))
                .isLessThan(TOLERANCE);
    }

    private double deviation(TaskExample example) throws Exception {
        return deviation(TaskWorker.trainer(example, runtime), example.name());
    }

    private double deviation(Trainer alone, String name) throws Exception {
        Weights weights = alone.run().weights();
        end(TrainingWorker.start(2, folder, TaskWorker.class, List.of(name)));
        return greatest(2, name, weights);
    }

    private double deviation(int tasks, Task task) throws Exception {
        Weights alone = task.trainer(runtime).run().weights();
        run(tasks, task);
        return greatest(tasks, task.toString(), alone);
    }

    private double greatest(int tasks, String task, Weights alone) {
        double greatest = 0;
        for (int i = 0; i < tasks; i++) {
            greatest = Math.max(
                    greatest,
                    deviation(Checkpoint.read(TrainingWorker.output(folder, i)).weights(), alone));
        }
        System.out.printf("%d tasks, %s: deviation %.2e%n", tasks, task, greatest);
        return greatest;
    }

    private void run(int tasks, Task task) throws IOException, InterruptedException {
        end(TrainingWorker.start(tasks, folder, task));
    }

    private void end(List<Process> workers) throws IOException, InterruptedException {
        try {
            for (int i = 0; i < workers.size(); i++) {
                boolean ended = workers.get(i).waitFor(120, TimeUnit.SECONDS);
                String said = Files.readString(TrainingWorker.log(folder, i));
                assertThat(ended).as(said).isTrue();
                assertThat(workers.get(i).exitValue()).as(said).isZero();
            }
        } finally {
            workers.forEach(Process::destroyForcibly);
        }
    }

    /** Returns the largest norm of a parameter's difference, relative to the parameter's norm. */
    private static double deviation(Weights some, Weights others) {
        double greatest = 0;
        for (String name : others.names()) {
            FloatBuffer one = some.values(name);
            FloatBuffer other = others.values(name);
            double difference = 0;
            double norm = 0;
            for (int i = 0; i < other.limit(); i++) {
                difference += Math.pow(one.get(i) - other.get(i), 2);
                norm += Math.pow(other.get(i), 2);
            }
            greatest = Math.max(greatest, Math.sqrt(difference) / Math.max(Math.sqrt(norm), LEAST_NORM));
        }
        return greatest;
    }
}
