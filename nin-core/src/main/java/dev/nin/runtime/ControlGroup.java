// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.runtime;

import com.google.common.base.Splitter;
import com.google.common.primitives.Longs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A control group of Linux, by which containers limit memory.
 *
 * @param folder its folder
 * @param limit the file with the limit in bytes
 * @param used the file with the used bytes
 * @param cache name in memory.stat of the bytes of files that would be dropped
 */
record ControlGroup(Path folder, String limit, String used, String cache) {
    private static final int FIELDS = 3;

    /**
     * Returns the bytes that each group of this process, and each group around it, still allows.
     *
     * @param groups the lines of /proc/self/cgroup
     * @param mount the folder in which control groups are mounted
     */
    static List<Double> left(List<String> groups, Path mount) {
        List<Double> left = new ArrayList<>();
        for (String line : groups) {
            List<String> fields = Splitter.on(':').limit(FIELDS).splitToList(line);
            if (fields.size() < FIELDS) {
                continue;
            }
            boolean isUnified = fields.get(1).isEmpty();
            if (!isUnified && !Splitter.on(',').splitToList(fields.get(1)).contains("memory")) {
                continue;
            }
            Path root = isUnified ? mount : mount.resolve("memory");
            // A container sees its own group as the root, whatever its path outside is.
            Path folder = root.resolve("." + fields.get(2)).normalize();
            while (folder != null && folder.startsWith(root)) {
                of(folder, isUnified).left().ifPresent(left::add);
                folder = folder.getParent();
            }
        }
        return left;
    }

    private static ControlGroup of(Path folder, boolean isUnified) {
        return isUnified
                ? new ControlGroup(folder, "memory.max", "memory.current", "inactive_file ")
                : new ControlGroup(folder, "memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file ");
    }

    private Optional<Double> left() {
        Optional<Long> most = first(limit);
        Optional<Long> now = first(used);
        if (most.isEmpty() || now.isEmpty()) {
            return Optional.empty();
        }
        long dropped = KernelFile.number(KernelFile.lines(folder.resolve("memory.stat")), cache)
                .orElse(0);
        return Optional.of(Math.max(0, (double) most.get() - now.get() + dropped));
    }

    /** Returns the number in a file; empty if there is none, as without a limit. */
    private Optional<Long> first(String file) {
        return KernelFile.lines(folder.resolve(file)).stream()
                .findFirst()
                .map(String::strip)
                .map(Longs::tryParse);
    }
}
