// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.screen;

import dev.nin.checkpoint.Checkpoint;
import dev.nin.runtime.ProcessMemory;
import dev.nin.train.progress.EpochMetrics;
import dev.nin.train.progress.TrainingListener;
import java.io.PrintWriter;
import java.util.function.Supplier;

/**
 * Prints the memory that the process holds after each epoch.
 *
 * @param out receives the lines
 */
public record MemoryLine(PrintWriter out) implements TrainingListener {
    @Override
    public void epochEnded(EpochMetrics metrics, Supplier<Checkpoint> checkpoint) {
        out.println(ProcessMemory.now());
        out.flush();
    }
}
