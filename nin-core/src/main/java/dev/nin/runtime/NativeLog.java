// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.runtime;

import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;

/**
 * The log of TensorFlow's native library. The first run of the first session logs two lines through Abseil, which
 * ignores environment variables; to hide them, a first run is made while standard error is redirected to /dev/null.
 */
final class NativeLog {
    private NativeLog() {}

    /** Loads TensorFlow and discards its first log lines. */
    static void quiet(CLibrary library, ConfigProto config) {
        quietly(library, () -> {
            try (Graph graph = new Graph();
                    Session session = new Session(graph, config)) {
                Ops tf = Ops.create(graph);
                session.runner().fetch(tf.constant(0)).run().close();
            }
        });
    }

    /** Runs an action while standard error is redirected to /dev/null. */
    static void quietly(CLibrary library, Runnable action) {
        int terminal = library.dup(CLibrary.STANDARD_ERROR);
        int nowhere = library.open("/dev/null", CLibrary.WRITE_ONLY);
        library.dup2(nowhere, CLibrary.STANDARD_ERROR);
        try {
            action.run();
        } finally {
            library.dup2(terminal, CLibrary.STANDARD_ERROR);
            library.close(nowhere);
            library.close(terminal);
        }
    }
}
