// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TfConfigTest {
    /** As Kubeflow's training operator writes it for a TFJob with a chief and two workers. */
    private static final String KUBEFLOW = """
            {"cluster":{"chief":["job-chief-0.ns.svc:2222"],
            "worker":["job-worker-0.ns.svc:2222","job-worker-1.ns.svc:2222"]},
            "task":{"type":"TYPE","index":INDEX},"environment":"cloud"}""";

    @ParameterizedTest
    @CsvSource({"chief, 0, 0", "worker, 0, 1", "worker, 1, 2"})
    void theChiefIsTaskZeroAndTheWorkersFollow(String type, String index, int task) {
        ClusterPlan plan =
                plan(KUBEFLOW.replace("TYPE", type).replace("INDEX", index)).orElseThrow();
        assertThat(plan.task()).isEqualTo(task);
        assertThat(plan.addresses())
                .containsExactly("job-chief-0.ns.svc:2222", "job-worker-0.ns.svc:2222", "job-worker-1.ns.svc:2222");
    }

    @Test
    void withoutAChiefTheFirstWorkerIsTaskZero() {
        String json = "{\"cluster\":{\"worker\":[\"a:1\",\"b:1\"]},\"task\":{\"type\":\"worker\",\"index\":\"1\"}}";
        assertThat(plan(json).orElseThrow().title()).isEqualTo("task 1 of 2 (b:1)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"cluster\":{}}",
                "{\"cluster\":{\"worker\":[\"a:1\"]},\"task\":{\"type\":\"worker\",\"index\":0}}"
            })
    void aSingleProcessTrainsAlone(String json) {
        assertThat(plan(json)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"cluster\"|TF_CONFIG is no JSON (",
                "{\"cluster\":{\"worker\":[\"a:1\"],\"ps\":[\"b:1\"]}}|TF_CONFIG has parameter servers (ps), which this "
                        + "training does not use: its workers sum their gradients; start workers only",
                "{\"cluster\":{\"worker\":[\"a:1\"]},\"task\":{\"type\":\"evaluator\",\"index\":0}}|TF_CONFIG gives this "
                        + "process the task evaluator, expected one of [chief, master, worker]; each epoch is evaluated "
                        + "by those",
                "{\"cluster\":{\"worker\":[\"a:1\",\"b:1\"]}}|TF_CONFIG gives this process the task of no type, expected",
                "{\"cluster\":{\"worker\":[\"a:1\",\"b:1\"]},\"task\":{\"type\":\"worker\",\"index\":2}}|TF_CONFIG has the "
                        + "task index 2 of role worker, of which its cluster has 2; expected 0 to 1",
                "{\"cluster\":{\"worker\":[\"a:1\",\"b\"]},\"task\":{\"type\":\"worker\",\"index\":0}}|TF_CONFIG is not "
                        + "usable: --cluster has \"b\", expected HOST:PORT, such as 10.0.0.1:2222",
            })
    void mistakesAreNamed(String json, String message) {
        assertThatThrownBy(() -> plan(json))
                .isInstanceOf(UserInputException.class)
                .hasMessageStartingWith(message);
    }

    private static Optional<ClusterPlan> plan(String json) {
        return TfConfig.parse(json, false, ClusterPlan.PATIENCE);
    }
}
