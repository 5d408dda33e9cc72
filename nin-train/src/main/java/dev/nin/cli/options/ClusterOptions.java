// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.options;

import com.google.common.primitives.Ints;
import dev.nin.UserInputException;
import dev.nin.cluster.ClusterPlan;
import dev.nin.cluster.TfConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The command-line options for training with several processes. */
public final class ClusterOptions {
    /** The variables that number the processes of one command: in indexed jobs of Kubernetes and in Slurm's steps. */
    private static final List<String> NUMBERS = List.of("JOB_COMPLETION_INDEX", "SLURM_PROCID");

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
     * Returns the cluster that this process is a task of; empty if it trains alone. Without the options, the
     * environment variable TF_CONFIG describes it; with --cluster alone, the number of the process is that of its pod
     * in an indexed job of Kubernetes or of its task in a job step of Slurm.
     *
     * @param task the number of the process, as given by --task N
     * @param environment the process's environment variables
     * @throws UserInputException if the options or variables are invalid
     */
    public Optional<ClusterPlan> plan(Optional<Integer> task, Map<String, String> environment) {
        if (cluster == null) {
            if (task.isPresent()) {
                throw new UserInputException("--task " + task.get() + " needs --cluster HOST:PORT,... with all tasks");
            }
            return described(environment.get(TfConfig.NAME));
        }
        if (localProcesses > 1) {
            throw new UserInputException("--local-processes " + localProcesses
                    + " and --cluster exclude each other; the first starts its own cluster");
        }
        int number = task.or(() -> number(environment))
                .orElseThrow(() -> new UserInputException("--cluster needs --task N, this process's number from 0"));
        return Optional.of(ClusterPlan.parse(cluster, number, allowPublic, Duration.ofSeconds(joinTimeout)));
    }

    private Optional<ClusterPlan> described(@Nullable String variable) {
        if (variable == null) {
            return Optional.empty();
        }
        Optional<ClusterPlan> plan = TfConfig.parse(variable, allowPublic, Duration.ofSeconds(joinTimeout));
        if (plan.isPresent() && localProcesses > 1) {
            throw new UserInputException("--local-processes " + localProcesses + " and the environment variable "
                    + TfConfig.NAME + " exclude each other; the first starts its own cluster");
        }
        return plan;
    }

    private static Optional<Integer> number(Map<String, String> environment) {
        return NUMBERS.stream()
                .map(environment::get)
                .filter(Objects::nonNull)
                .map(Ints::tryParse)
                .filter(Objects::nonNull)
                .findFirst();
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
