// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.replica;

import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.proto.ConfigProto;

/** The replica of a process that trains by itself. */
public record SingleReplica() implements Replica {
    @Override
    public int index() {
        return 0;
    }

    @Override
    public int count() {
        return 1;
    }

    @Override
    public Session session(Graph graph, ConfigProto config) {
        return new Session(graph, config);
    }
}
