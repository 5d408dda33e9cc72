// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.replica;

import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.proto.ConfigProto;

/**
 * One of several processes that train one model together. Each computes the gradients of its part of every batch, and
 * all apply the same update, by the sum of these gradients.
 */
public interface Replica {
    /**
     * Returns the number of this replica.
     *
     * @return a number from 0; replica 0 is the chief, whose weights the others start from
     */
    int index();

    /**
     * Returns the number of replicas.
     *
     * @return at least 1
     */
    int count();

    /**
     * Opens a session whose collective operations reach the other replicas.
     *
     * @param graph the graph, the same in all replicas
     * @param config the session configuration
     * @return the session, which the caller closes before the graph
     */
    Session session(Graph graph, ConfigProto config);
}
