// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.runtime;

import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;

/**
 * The log of TensorFlow's native library. Two lines go through Abseil, which heeds no variable of the environment, at
 * the first run of the first session; such a run is made while standard error leads nowhere.
 */
final class NativeLog {
    private NativeLog() {}

    /** Loads TensorFlow and has it say its first lines to nobody. */
    static void quiet(CLibrary library, ConfigProto config) {
        quietly(library, () -> {
            try (Graph graph = new Graph();
                    Session session = new Session(graph, config)) {
                Ops tf = Ops.create(graph);
                session.runner().fetch(tf.constant(0)).run().close();
            }
        });
    }

    /** Does something while standard error leads nowhere. */
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
