// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import dev.nin.cluster.ClusterPlan;
import dev.nin.model.UserInputException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the command line says of other processes that train the same model. */
final class ClusterOptions {
    private static final String TASKS = "Is --task N, from 0, of those at host:port,...";
    private static final String JOINING = "Seconds tasks wait (60); for public addresses.";

    @Option(names = "--cluster", paramLabel = "ADDRESS,...", description = TASKS)
    private @Nullable String cluster;

    @Option(names = "--join-timeout", paramLabel = "S", description = JOINING)
    private long joinTimeout = ClusterPlan.PATIENCE.toSeconds();

    @Option(names = "--allow-public", description = JOINING)
    private boolean allowPublic;

    @Option(names = "--local-processes", paramLabel = "N", description = "Starts N tasks on this machine.")
    private int localProcesses = 1;

    @Option(names = "--restarts", paramLabel = "K", description = "Starts them again from the last checkpoint.")
    private int restarts;

    /**
     * The cluster this process is a task of; empty if it trains alone.
     *
     * @param task the process's place, as --task N says it
     * @throws UserInputException if it is not described well
     */
    Optional<ClusterPlan> plan(Optional<Integer> task) {
        if (cluster == null) {
            if (task.isPresent()) {
                throw new UserInputException("--task " + task.get() + " needs --cluster HOST:PORT,... with all tasks");
            }
            return Optional.empty();
        }
        if (localProcesses > 1) {
            throw new UserInputException("--local-processes " + localProcesses
                    + " and --cluster exclude each other; the first starts its own cluster");
        }
        if (task.isEmpty()) {
            throw new UserInputException("--cluster needs --task N, this process's place in it, from 0");
        }
        return Optional.of(ClusterPlan.parse(cluster, task.get(), allowPublic, Duration.ofSeconds(joinTimeout)));
    }

    /**
     * How many processes to start; 1 if this one is to train itself.
     *
     * @throws UserInputException if it is less
     */
    int localProcesses() {
        if (localProcesses < 1) {
            throw new UserInputException("--local-processes is " + localProcesses + ", expected at least 1");
        }
        return localProcesses;
    }

    /**
     * How often to start again.
     *
     * @throws UserInputException if it is negative, or nothing is there to be started
     */
    int restarts() {
        if (restarts < 0) {
            throw new UserInputException("--restarts is " + restarts + ", expected at least 0");
        }
        if (restarts > 0 && cluster != null) {
            throw new UserInputException("--restarts " + restarts
                    + " goes with --local-processes; what started the tasks of a --cluster restarts them");
        }
        return restarts;
    }
}
