// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nin.UserInputException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The cluster in the environment variable TF_CONFIG, which Kubeflow's TFJob and Google's Vertex AI set in each process
 * and Keras reads:
 *
 * <pre>{@code
 * {"cluster": {"chief": ["job-chief-0:2222"], "worker": ["job-worker-0:2222"]}, "task": {"type": "worker", "index": 0}}
 * }</pre>
 *
 * <p>The chief, if there is one, is task 0, and the workers follow in their order.
 */
public final class TfConfig {
    /** The variable's name. */
    public static final String NAME = "TF_CONFIG";

    /** The roles that train, in the order of their tasks; master is the chief's old name. */
    private static final List<String> TRAINING = List.of("chief", "master", "worker");

    private TfConfig() {}

    /**
     * Reads the variable.
     *
     * @param json its value
     * @param allowPublic whether tasks may have public addresses
     * @param patience how long the tasks wait for each other
     * @return the plan; empty for a single process, which trains alone
     * @throws UserInputException if the value is no such description, or has a role that this training does not use
     */
    public static Optional<ClusterPlan> parse(String json, boolean allowPublic, Duration patience) {
        JsonNode root;
        try {
            root = new JsonMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new UserInputException(NAME + " is no JSON (" + e.getOriginalMessage() + "); correct or unset it", e);
        }
        JsonNode cluster = root.path("cluster");
        if (cluster.isMissingNode() || cluster.isEmpty()) {
            return Optional.empty();
        }
        if (!cluster.path("ps").isEmpty()) {
            throw new UserInputException(NAME + " has parameter servers (ps), which this training does not use: its "
                    + "workers sum their gradients; start workers only");
        }
        String role = root.path("task").path("type").asText();
        if (!TRAINING.contains(role)) {
            throw new UserInputException(NAME + " gives this process the task " + (role.isEmpty() ? "of no type" : role)
                    + ", expected one of " + TRAINING + "; each epoch is evaluated by those");
        }
        return plan(cluster, role, index(root, cluster.path(role).size(), role), allowPublic, patience);
    }

    private static int index(JsonNode root, int size, String role) {
        JsonNode index = root.path("task").path("index");
        int number = index.asInt(-1);
        if (number < 0 || number >= size) {
            throw new UserInputException(NAME + " has the task index " + index + " of role " + role
                    + ", of which its cluster has " + size + "; expected 0 to " + (size - 1));
        }
        return number;
    }

    private static Optional<ClusterPlan> plan(
            JsonNode cluster, String role, int index, boolean allowPublic, Duration patience) {
        List<String> addresses = new ArrayList<>();
        int task = index;
        for (String each : TRAINING) {
            if (each.equals(role)) {
                task = addresses.size() + index;
            }
            cluster.path(each).forEach(address -> addresses.add(address.asText()));
        }
        if (addresses.size() == 1) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ClusterPlan(addresses, task, allowPublic, patience));
        } catch (UserInputException e) {
            throw new UserInputException(NAME + " is not usable: " + e.getMessage(), e);
        }
    }
}
