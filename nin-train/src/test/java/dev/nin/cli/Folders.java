// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.nin.cli.run.RunLock;
import dev.nin.report.RecordedEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Copies and compares run folders. */
final class Folders {
    private Folders() {}

    static void copy(Path from, Path to) throws IOException {
        for (Path each : walk(from)) {
            Path target = to.resolve(from.relativize(each));
            Files.copy(each, target, LinkOption.NOFOLLOW_LINKS);
        }
    }

    /** Returns the SHA-256 of each file except the lock. */
    static Map<String, String> hashes(Path folder) throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        for (Path each : walk(folder)) {
            String name = folder.relativize(each).toString();
            if (Files.isRegularFile(each) && !name.equals(RunLock.FILE)) {
                hashes.put(
                        name,
                        MoreFiles.asByteSource(each).hash(Hashing.sha256()).toString());
            }
        }
        return hashes;
    }

    /** Requires that a run has the same last checkpoint bytes, the same rows except times, and the same events. */
    static void assertSameResult(Path run, Path expected) throws IOException {
        for (String checkpoint : List.of("best", "checkpoints/epoch-0002")) {
            assertThat(hashes(run.resolve(checkpoint).toRealPath()))
                    .as(checkpoint)
                    .isNotEmpty()
                    .isEqualTo(hashes(expected.resolve(checkpoint).toRealPath()));
        }
        assertThat(rows(run)).isEqualTo(rows(expected)).isNotEmpty();
        for (String part : List.of("", "train", "test")) {
            assertThat(RecordedEvents.tags(run.resolve("tensorboard").resolve(part)))
                    .as("events of \"%s\"", part)
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(
                            RecordedEvents.tags(expected.resolve("tensorboard").resolve(part)));
        }
        assertThat(run.resolve("report.html")).exists();
        try (Stream<Path> left = Files.walk(run)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .noneMatch(name -> name.matches("\\.(unfinished|removed|next)-.*"));
        }
    }

    /** Returns the rows of metrics.csv without images per second and seconds. */
    private static List<String> rows(Path run) throws IOException {
        return Files.readAllLines(run.resolve("metrics.csv")).stream()
                .map(row -> row.replaceAll(",[^,]*,[^,]*$", ""))
                .toList();
    }

    private static List<Path> walk(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.toList();
        }
    }
}
