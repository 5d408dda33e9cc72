// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.runtime;

import com.google.common.primitives.Longs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The memory that this process can still take, by the limit that is reached first.
 *
 * @param bytes the number of bytes
 * @param limit what limits them, for messages
 */
record AvailableMemory(double bytes, String limit) {
    private static final double KIBIBYTE = 1024;
    private static final Pattern ADDRESS_SPACE = Pattern.compile("Max address space\\s+(\\d+)\\s.*");

    /** Returns the memory on Linux; empty on other systems, which are not known to say. */
    static Optional<AvailableMemory> now() {
        return of(Path.of("/proc"), Path.of("/sys/fs/cgroup"));
    }

    /**
     * Reads the memory.
     *
     * @param proc the folder /proc
     * @param groups the folder in which control groups are mounted
     */
    static Optional<AvailableMemory> of(Path proc, Path groups) {
        List<AvailableMemory> limits = new ArrayList<>();
        machine(proc).ifPresent(limits::add);
        addressSpace(proc).ifPresent(limits::add);
        for (double left : ControlGroup.left(KernelFile.lines(proc.resolve("self/cgroup")), groups)) {
            limits.add(new AvailableMemory(left, "left by the container's limit"));
        }
        return limits.stream().min(Comparator.comparingDouble(AvailableMemory::bytes));
    }

    private static Optional<AvailableMemory> machine(Path proc) {
        List<String> lines = KernelFile.lines(proc.resolve("meminfo"));
        OptionalLong free = KernelFile.number(lines, "MemAvailable:");
        if (free.isEmpty()) {
            return Optional.empty();
        }
        long swap = KernelFile.number(lines, "SwapFree:").orElse(0);
        return Optional.of(new AvailableMemory((free.getAsLong() + swap) * KIBIBYTE, "free on this machine"));
    }

    private static Optional<AvailableMemory> addressSpace(Path proc) {
        OptionalLong used = KernelFile.number(KernelFile.lines(proc.resolve("self/status")), "VmSize:");
        for (String line : KernelFile.lines(proc.resolve("self/limits"))) {
            Matcher matcher = ADDRESS_SPACE.matcher(line);
            if (matcher.matches() && used.isPresent()) {
                Long limit = Longs.tryParse(matcher.group(1));
                if (limit != null) {
                    double left = Math.max(0, limit - used.getAsLong() * KIBIBYTE);
                    return Optional.of(new AvailableMemory(left, "left by the process's limit (ulimit -v)"));
                }
            }
        }
        return Optional.empty();
    }
}
