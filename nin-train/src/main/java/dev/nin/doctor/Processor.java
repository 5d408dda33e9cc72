// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.doctor;

import dev.nin.runtime.ProcessorFlags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The processor and the machine's memory as reported by Linux; little is known on other systems.
 *
 * @param cpu lines of /proc/cpuinfo
 * @param memory lines of /proc/meminfo
 */
record Processor(List<String> cpu, List<String> memory) {
    /** Instruction sets for which TensorFlow and oneDNN have faster code. */
    private static final List<String> TELLING =
            List.of("avx", "avx2", "fma", "avx512f", "avx512_vnni", "avx512_bf16", "amx_bf16", "asimd", "bf16");

    private static final double GIBIBYTE_OF_KIBIBYTES = 1 << 20;

    static List<Finding> examine() {
        return new Processor(lines(Path.of("/proc/cpuinfo")), lines(Path.of("/proc/meminfo"))).findings();
    }

    List<Finding> findings() {
        Set<String> flags = ProcessorFlags.of(cpu);
        List<String> found = TELLING.stream().filter(flags::contains).toList();
        int cores = Runtime.getRuntime().availableProcessors();
        String text = cores
                + (cores == 1 ? " core" : " cores")
                + (found.isEmpty() ? "" : ", " + String.join(" ", found).toUpperCase(Locale.ROOT));
        boolean isX86 = cpu.stream().anyMatch(line -> line.startsWith("flags"));
        List<Finding> findings = new ArrayList<>();
        findings.add(
                isX86 && !flags.contains("avx")
                        ? Finding.fault(
                                "processor",
                                text + ", no AVX",
                                "TensorFlow's library is built for AVX; use another machine, or let the virtual "
                                        + "machine expose the host's processor")
                        : Finding.ok("processor", text));
        if (!memory.isEmpty()) {
            findings.add(Finding.ok(
                    "memory",
                    String.format(
                            Locale.ROOT, "%.1f GiB, %.1f GiB of it free", size("MemTotal"), size("MemAvailable"))));
        }
        return findings;
    }

    private double size(String name) {
        return memory.stream()
                .filter(line -> line.startsWith(name + ":"))
                .findFirst()
                .map(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / GIBIBYTE_OF_KIBIBYTES)
                .orElse(0.0);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
