// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What is written down of TensorFlow's objects. */
class NativeLedgerTest {
    @Test
    void eachIsAliveUntilItIsClosed() {
        List<String> before = NativeLedger.alive();
        try (TFloat32 tensor = TFloat32.scalarOf(1);
                Graph graph = new Graph();
                Session session = new Session(graph)) {
            assertThat(tensor.getFloat()).isOne();
            assertThat(madeSince(before))
                    .extracting(line -> line.replaceAll(":[0-9]+.*", ""))
                    .containsExactly(
                            "Graph made at dev.nin.testing.NativeLedgerTest.eachIsAliveUntilItIsClosed",
                            "RawTensor made at dev.nin.testing.NativeLedgerTest.eachIsAliveUntilItIsClosed",
                            "Session made at dev.nin.testing.NativeLedgerTest.eachIsAliveUntilItIsClosed");
            try (Result result =
                    session.runner().fetch(Ops.create(graph).constant(2f)).run()) {
                assertThat(((TFloat32) result.get(0)).getFloat()).isEqualTo(2);
                assertThat(madeSince(before)).hasSize(4);
            }
        }
        assertThat(NativeLedger.alive()).isEqualTo(before);
    }

    private static List<String> madeSince(List<String> before) {
        List<String> since = new ArrayList<>(NativeLedger.alive());
        before.forEach(since::remove);
        return since;
    }
}
