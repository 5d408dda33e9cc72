// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nin.UserInputException;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.cli.plan.TrainingPlan;
import dev.nin.cli.run.CheckpointFolder.Found;
import dev.nin.cli.run.RunDescription;
import dev.nin.cli.run.SealedJson;
import dev.nin.cluster.Cluster;
import dev.nin.cluster.ClusterPlan;
import dev.nin.train.Trainer;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** The tasks that train together, including this process; or this process alone. */
final class JoinedTasks implements AutoCloseable {
    private final Optional<Cluster> cluster;
    private boolean isTrained;

    private JoinedTasks(Optional<Cluster> cluster) {
        this.cluster = cluster;
    }

    /**
     * Waits for the other tasks, if there are any.
     *
     * @param description the run's description, whose values that determine the result must be the same in all tasks
     * @param from the checkpoint that training resumes from, which must also be the same
     * @param err receives one line on a lost task, after which the process ends
     * @throws UserInputException if the tasks do not all join
     */
    static JoinedTasks join(TrainingPlan plan, String description, Optional<Found> from, PrintWriter err) {
        if (plan.cluster().isEmpty()) {
            return new JoinedTasks(Optional.empty());
        }
        ClusterPlan cluster = plan.cluster().get();
        int tasks = cluster.addresses().size();
        if (plan.config().batch() < tasks) {
            throw new UserInputException("--batch is " + plan.config().batch() + " for " + tasks
                    + " tasks, which share each batch; expected at least " + tasks);
        }
        JsonNode run =
                SealedJson.open(description.getBytes(StandardCharsets.UTF_8)).orElseThrow();
        Map<String, String> same = RunDescription.fixed(run);
        run.path("versions").properties().forEach(entry -> {
            if (!entry.getKey().equals("java")) {
                same.put("version of " + entry.getKey(), entry.getValue().asText());
            }
        });
        same.put(
                "checkpoint to resume from",
                from.map(found -> found.path().getFileName().toString()).orElse("none"));
        return new JoinedTasks(
                Optional.of(Cluster.join(cluster, same, plan.runtime().sessionConfig(), lost -> {
                    err.println("error: " + lost);
                    err.flush();
                    Runtime.getRuntime().halt(1);
                })));
    }

    /** Trains together with the others, which are notified of a failure. */
    Checkpoint run(Trainer trainer) {
        if (cluster.isEmpty()) {
            return trainer.run();
        }
        Cluster tasks = cluster.get();
        try {
            Checkpoint trained = trainer.replica(tasks.replica()).run();
            isTrained = true;
            return trained;
        } catch (RuntimeException e) {
            tasks.fail(e);
            throw e;
        }
    }

    /** Waits until all have finished training, if this one has. */
    @Override
    public void close() {
        if (isTrained) {
            cluster.ifPresent(Cluster::close);
        } else {
            cluster.ifPresent(Cluster::leave);
        }
    }
}
