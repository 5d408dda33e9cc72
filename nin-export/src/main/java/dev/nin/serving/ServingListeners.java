// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The listeners of a model. */
final class ServingListeners {
    private static final System.Logger LOG = System.getLogger(ServingListeners.class.getName());

    private final List<ServingListener> listeners = new CopyOnWriteArrayList<>();

    void add(ServingListener listener) {
        listeners.add(listener);
    }

    /** Notifies each listener; the failure of one affects no other and no request. */
    void notify(Consumer<ServingListener> event) {
        for (ServingListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "listener " + listener + " failed", e);
            }
        }
    }
}
