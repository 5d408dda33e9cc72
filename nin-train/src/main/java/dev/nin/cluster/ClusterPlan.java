// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cluster;

import com.google.common.base.Splitter;
import dev.nin.UserInputException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The list of processes that train together, and the number of this one. Task 0 is the chief: it writes the run's
 * files.
 *
 * @param addresses the tasks' addresses, each HOST:PORT
 * @param task this process's number
 * @param allowPublic whether tasks may have addresses that are reachable from the Internet
 * @param patience how long the tasks wait for each other before the first step
 */
public record ClusterPlan(List<String> addresses, int task, boolean allowPublic, Duration patience) {
    /** The default time that tasks wait for each other. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * Checks everything that can be checked without the network.
     *
     * @throws UserInputException if an address is invalid or appears twice, or there is no such task
     */
    public ClusterPlan {
        addresses = List.copyOf(addresses);
        Map<Address, Integer> seen = new HashMap<>();
        for (int i = 0; i < addresses.size(); i++) {
            Integer before = seen.put(Address.parse(addresses.get(i)), i);
            if (before != null) {
                throw new UserInputException("--cluster has " + addresses.get(i) + " for task " + before
                        + " and for task " + i + ", expected a different address for each task");
            }
        }
        if (task < 0 || task >= addresses.size()) {
            throw new UserInputException("--task is " + task + ", expected 0 to " + (addresses.size() - 1)
                    + ", since --cluster has " + addresses.size()
                    + (addresses.size() == 1 ? " address" : " addresses"));
        }
        if (patience.isNegative() || patience.isZero()) {
            throw new UserInputException("--join-timeout is " + patience.toSeconds() + ", expected at least 1 second");
        }
    }

    /**
     * Parses a plan from the command line's values.
     *
     * @param cluster HOST:PORT of each task, separated by commas
     * @param task this process's number
     * @param allowPublic whether tasks may have public addresses
     * @param patience how long the tasks wait for each other
     * @return the plan
     * @throws UserInputException if an address is invalid or appears twice, or there is no such task
     */
    public static ClusterPlan parse(String cluster, int task, boolean allowPublic, Duration patience) {
        return new ClusterPlan(Splitter.on(',').trimResults().splitToList(cluster), task, allowPublic, patience);
    }

    /**
     * Describes this task in one line for the user.
     *
     * @return such as {@code task 1 of 4 (10.0.0.2:2222)}
     */
    public String title() {
        return "task " + task + " of " + addresses.size() + " (" + addresses.get(task) + ")";
    }

    List<Address> parsed() {
        return addresses.stream().map(Address::parse).toList();
    }

    /** Returns a task's name in messages. */
    String name(int which) {
        return "task " + which + " (" + addresses.get(which) + ")";
    }

    boolean isChief() {
        return task == 0;
    }

    /**
     * Returns the numbers of the tasks that this one has a link to: the chief to all others, the others to the chief.
     */
    List<Integer> linked() {
        List<Integer> linked = new ArrayList<>();
        for (int other = 0; other < addresses.size(); other++) {
            if (other != task && (isChief() || other == 0)) {
                linked.add(other);
            }
        }
        return linked;
    }
}
