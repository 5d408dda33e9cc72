// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.options;

import dev.nin.UserInputException;
import dev.nin.cluster.ClusterPlan;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The command-line options for training with several processes. */
public final class ClusterOptions {
    @Option(
            names = "--cluster",
            paramLabel = "ADDRESS,...",
            description = "Addresses of all processes, host:port; --task N says which this one is, from 0.")
    private @Nullable String cluster;

    @Option(names = "--join-timeout", paramLabel = "S", description = "Seconds to wait for the others (60).")
    private long joinTimeout = ClusterPlan.PATIENCE.toSeconds();

    @Option(names = "--allow-public", description = "Allows public addresses.")
    private boolean allowPublic;

    @Option(names = "--local-processes", paramLabel = "N", description = "Starts N processes on this machine.")
    private int localProcesses = 1;

    @Option(names = "--restarts", paramLabel = "K", description = "Restarts them from the last checkpoint.")
    private int restarts;

    /**
     * Returns the cluster that this process is a task of; empty if it trains alone.
     *
     * @param task the number of the process, as given by --task N
     * @throws UserInputException if the options are invalid
     */
    public Optional<ClusterPlan> plan(Optional<Integer> task) {
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
            throw new UserInputException("--cluster needs --task N, this process's number from 0");
        }
        return Optional.of(ClusterPlan.parse(cluster, task.get(), allowPublic, Duration.ofSeconds(joinTimeout)));
    }

    /**
     * Returns the number of processes to start; 1 if this process trains.
     *
     * @throws UserInputException if it is less than 1
     */
    public int localProcesses() {
        if (localProcesses < 1) {
            throw new UserInputException("--local-processes is " + localProcesses + ", expected at least 1");
        }
        return localProcesses;
    }

    /**
     * Returns how often to restart lost processes.
     *
     * @throws UserInputException if it is negative, or no processes are started
     */
    public int restarts() {
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
