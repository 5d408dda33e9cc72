// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.savedmodel.ModelManifest;
import dev.nin.serving.Watching;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests two running exporters, one of which is killed repeatedly, while a server process opens the newest version. */
@Tag("slow")
class WatchedPublishingTest {
    private static final int VERSIONS = 200;
    private static final int KILLS = 50;
    private static final int LONGEST_LIFE = 800;

    @TempDir
    private Path folder;

    @Test
    @Timeout(900)
    void nobodySeesHalfAVersion() throws Exception {
        Path checkpoint = folder.resolve("checkpoint");
        Path base = Files.createDirectory(folder.resolve("model"));
        Path published = Files.createFile(folder.resolve("published.log"));
        Path watched = Files.createFile(folder.resolve("watched.log"));
        TestModels.checkpoint().write(checkpoint);
        Random random = new Random(3);
        Process watcher = JavaProcess.start(Watching.class, watched, base);
        int kills = 0;
        int leftovers = 0;
        try {
            while (kills < KILLS || count(base, false) < VERSIONS) {
                int before = lines(published).size();
                Process exporter = JavaProcess.start(Publishing.class, published, checkpoint, base);
                while (lines(published).size() == before) {
                    assertThat(exporter.isAlive())
                            .as("%s", lines(JavaProcess.errors(published)))
                            .isTrue();
                    Thread.sleep(10);
                }
                Thread.sleep(kills < KILLS ? random.nextInt(LONGEST_LIFE) : LONGEST_LIFE * 10L);
                exporter.destroyForcibly().waitFor();
                kills++;
                leftovers += count(base, true);
            }
            assertThat(watcher.isAlive())
                    .as("%s", lines(JavaProcess.errors(watched)))
                    .isTrue();
        } finally {
            watcher.destroyForcibly().waitFor();
        }
        System.out.println(kills + " kills, " + count(base, false) + " versions, " + leftovers + " times a leftover, "
                + lines(watched).size() + " loads");

        List<String> numbers = lines(published);
        assertThat(numbers).allMatch(line -> line.matches("published [0-9]+")).doesNotHaveDuplicates();
        assertThat(lines(watched)).hasSizeGreaterThan(KILLS).allMatch(line -> line.matches("opened [0-9]+"));
        assertThat(leftovers).as("kills that hit an export").isPositive();
        SavedModelExporter.export(TestModels.checkpoint(), base);
        assertThat(count(base, true)).isZero();
        requireWhole(base);
    }

    @Test
    @Timeout(300)
    void twoProcessesTakeNoNumberTwice() throws Exception {
        Path checkpoint = folder.resolve("checkpoint");
        TestModels.checkpoint().write(checkpoint);
        Path base = Files.createDirectory(folder.resolve("model"));
        Path first = Files.createFile(folder.resolve("first.log"));
        Path second = Files.createFile(folder.resolve("second.log"));
        Process one = JavaProcess.start(Publishing.class, first, checkpoint, base);
        Process other = JavaProcess.start(Publishing.class, second, checkpoint, base);
        try {
            while (lines(first).size() < 20 || lines(second).size() < 20) {
                assertThat(one.isAlive() && other.isAlive()).isTrue();
                Thread.sleep(20);
            }
        } finally {
            one.destroyForcibly().waitFor();
            other.destroyForcibly().waitFor();
        }
        Set<String> both = new HashSet<>(lines(first));
        both.retainAll(lines(second));
        assertThat(both).isEmpty();
        requireWhole(base);
    }

    private static void requireWhole(Path base) throws IOException {
        try (Stream<Path> children = Files.list(base)) {
            for (Path version : children.filter(Files::isDirectory)
                    .filter(child -> child.getFileName().toString().matches("[0-9]+"))
                    .toList()) {
                assertThat(ModelManifest.read(version).orElseThrow().requireUnchanged(version))
                        .as("the graph, its labels and, but for the last one, its warm-up")
                        .isBetween(2, 3);
            }
        }
    }

    private static int count(Path base, boolean leftovers) throws IOException {
        try (Stream<Path> children = Files.list(base)) {
            return (int) children.map(child -> child.getFileName().toString())
                    .filter(name -> leftovers ? name.matches("\\.(unfinished|removed)-.*") : name.matches("[0-9]+"))
                    .count();
        }
    }

    /** Returns the complete lines of a file that another process writes. */
    private static List<String> lines(Path file) throws IOException {
        String text = Files.readString(file);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }
}
