// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.replica;

import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.proto.ConfigProto;

/**
 * One of several processes that train one model together. Each computes the gradients of its part of every batch, and
 * all change their weights alike, by the sum of these.
 */
public interface Replica {
    /**
     * Which one this is.
     *
     * @return from 0; 0 is the chief, whose weights the others start from
     */
    int index();

    /**
     * How many there are.
     *
     * @return at least 1
     */
    int count();

    /**
     * Opens a session whose collective operations reach the other replicas.
     *
     * @param graph the graph, the same in all of them
     * @param config what the session is told
     * @return the session, to be closed by the caller before the graph
     */
    Session session(Graph graph, ConfigProto config);

    /**
     * A process that trains by itself.
     *
     * @return the only replica
     */
    static Replica alone() {
        return new SingleReplica();
    }
}
