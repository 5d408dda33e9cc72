// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import dev.nin.cli.run.RunFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Tells what a run has kept whose process a signal ends, and removes the folder if there is nothing to keep.
 *
 * @param isNew whether the process has created the folder
 */
record LastWords(RunFolder folder, boolean isNew, PrintWriter out) implements Runnable {
    @Override
    public void run() {
        Optional<Path> checkpoint = folder.newest();
        if (checkpoint.isEmpty() && isNew) {
            folder.discardUnlessKept();
            out.println("stopped before the first checkpoint: nothing was kept");
        } else {
            out.println("stopped: "
                    + checkpoint.map(path -> "the checkpoint is " + path).orElse("there is no checkpoint yet")
                    + "; continue with --resume " + folder.path());
        }
        out.flush();
    }
}
