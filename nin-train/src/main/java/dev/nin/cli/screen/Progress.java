// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.screen;

import dev.nin.train.progress.TrainingListener;

/** Shows the progress of a training. Closing it leaves the cursor at the start of a line. */
public interface Progress extends TrainingListener, AutoCloseable {
    @Override
    default void close() {}
}
