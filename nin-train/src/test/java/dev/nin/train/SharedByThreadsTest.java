// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.checkpoint.Checkpoint;
import dev.nin.train.evaluation.Evaluator;
import dev.nin.train.progress.Evaluation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tensorflow.proto.ConfigProto;

/** Objects documented as safe for several threads give each thread the same results as a single thread. */
@Timeout(300)
class SharedByThreadsTest {
    private static final int THREADS = 4;

    @Test
    void anEvaluatorIsAskedByAll() throws Exception {
        Checkpoint trained = SmallTraining.train(SmallTraining.CONFIG);
        try (Evaluator evaluator =
                new Evaluator(trained.spec(), SmallTraining.TASK, ConfigProto.getDefaultInstance())) {
            evaluator.load(trained.weights());
            Evaluation alone = evaluator.evaluate(SmallTraining.FEW);
            assertThat(together(() -> evaluator.evaluate(SmallTraining.FEW))).containsOnly(alone);
        }
    }

    @Test
    void aTrainerRunsForEach() throws Exception {
        Trainer trainer = Trainer.of(SmallTraining.MODEL)
                .data(SmallTraining.FEW, SmallTraining.FEW)
                .config(SmallTraining.CONFIG);
        Checkpoint alone = trainer.run();
        for (Checkpoint each : together(trainer::run)) {
            assertThat(each.weights()).isEqualTo(alone.weights());
        }
    }

    private static <T> List<T> together(Callable<T> task) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> each : threads.invokeAll(Collections.nCopies(THREADS, task))) {
                results.add(each.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
