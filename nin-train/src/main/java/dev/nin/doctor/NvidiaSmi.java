// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** NVIDIA's program that lists the GPUs. */
final class NvidiaSmi {
    private static final List<String> COMMAND =
            List.of("nvidia-smi", "--query-gpu=index,name,memory.total,driver_version", "--format=csv,noheader");

    private static final int SECONDS = 20;

    private NvidiaSmi() {}

    /** Returns each GPU's number, name, memory and driver; empty without the program. */
    static List<String> devices() {
        try {
            Process program = new ProcessBuilder(COMMAND)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String text = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return program.waitFor(SECONDS, TimeUnit.SECONDS) && program.exitValue() == 0
                    ? text.lines().toList()
                    : List.of();
        } catch (IOException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
