// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.runtime;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The processor's instruction sets by Linux's names, such as {@code avx2}; none are known on other systems. */
public final class ProcessorFlags {
    private static final Path DESCRIPTION = Path.of("/proc/cpuinfo");

    private ProcessorFlags() {}

    /**
     * Returns this machine's instruction sets.
     *
     * @return their names; empty if they are not known
     */
    public static Set<String> read() {
        try {
            return of(Files.readAllLines(DESCRIPTION));
        } catch (IOException e) {
            return Set.of();
        }
    }

    /**
     * Returns the instruction sets in a description of the processor.
     *
     * @param lines the lines of /proc/cpuinfo
     * @return the names in the first line that begins with flags (x86) or Features (ARM); empty if there is none
     */
    public static Set<String> of(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
                .findFirst()
                .map(line -> Set.copyOf(
                        Splitter.on(' ').omitEmptyStrings().splitToList(line.substring(line.indexOf(':') + 1))))
                .orElse(Set.of());
    }
}
