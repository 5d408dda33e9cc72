// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The limit that is reached first, of the machine's memory, a container's and the process's. */
class AvailableMemoryTest {
    private static final double KIBIBYTE = 1024;

    @TempDir
    private Path root;

    @BeforeEach
    void hasAMachine() throws IOException {
        write("proc/meminfo", "MemTotal: 24117248 kB\nMemAvailable:   12582912 kB\nSwapFree: 1000 kB\n");
        write("proc/self/status", "Name: java\nVmPeak: 4000 kB\nVmSize:\t 3000 kB\n");
        write("proc/self/limits", "Limit Soft Limit Hard Limit Units\nMax address space unlimited unlimited bytes\n");
    }

    @Test
    void isWhatTheMachineHas() {
        assertThat(found()).contains(new AvailableMemory((12582912 + 1000) * KIBIBYTE, "free on this machine"));
    }

    @Test
    void isWhatTheAddressSpaceLeaves() throws IOException {
        write("proc/self/limits", "Max address space        7168000000           unlimited            bytes     \n");

        assertThat(found())
                .contains(
                        new AvailableMemory(7168000000.0 - 3000 * KIBIBYTE, "left by the process's limit (ulimit -v)"));
    }

    @Test
    void isWhatAContainerOrOneAroundItLeaves() throws IOException {
        write("proc/self/cgroup", "0::/pod/box\n");
        write("groups/pod/box/memory.max", "max\n");
        write("groups/pod/box/memory.current", "50\n");
        write("groups/pod/memory.max", "3000\n");
        write("groups/pod/memory.current", "2500\n");
        write("groups/pod/memory.stat", "anon 1\ninactive_file 200\n");

        assertThat(found()).contains(new AvailableMemory(700, "left by the container's limit"));
    }

    /** The first version of control groups; the path is that outside of the container. */
    @Test
    void isWhatAnOlderContainerLeaves() throws IOException {
        write("proc/self/cgroup", "4:memory:/docker/4711\n1:cpu:/\n0::/\n");
        write("groups/memory/memory.limit_in_bytes", "5000\n");
        write("groups/memory/memory.usage_in_bytes", "6000\n");
        write("groups/memory/memory.stat", "total_inactive_file 10\n");

        assertThat(found()).contains(new AvailableMemory(0, "left by the container's limit"));
    }

    @Test
    void isUnknownElsewhere() {
        assertThat(AvailableMemory.of(root.resolve("none"), root.resolve("none")))
                .isEmpty();
    }

    private Optional<AvailableMemory> found() {
        return AvailableMemory.of(root.resolve("proc"), root.resolve("groups"));
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
