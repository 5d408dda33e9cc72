// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.process;

import java.io.PrintWriter;
import java.util.List;

/** A training in a process of its own, which ends with this process. */
public final class SingleRun {
    private SingleRun() {}

    /**
     * Trains to the end, or until this process receives a signal, which the training receives too.
     *
     * @param words the command line
     * @param name the prefix of the training's output
     * @return the process's exit code
     */
    public static int train(List<String> words, String name, StopSignals signals, PrintWriter out, PrintWriter err)
            throws InterruptedException {
        try (LocalTasks tasks = LocalTasks.start(words, name, out, err)) {
            return tasks.await(signals::exitCode);
        }
    }
}
