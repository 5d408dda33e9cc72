// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Starts the program where native libraries cannot be unpacked into the home or the temporary folder. */
@Timeout(300)
class NativeFoldersTest {
    @TempDir
    private Path folder;

    private final List<Path> mounted = new ArrayList<>();
    private int runs;

    @AfterEach
    void unmount() throws Exception {
        for (Path each : mounted) {
            run("umount", each.toString());
        }
    }

    @Test
    void areNamedWhereNoneCanBeWritten() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        List<String> options = options(file, file);
        String message = "there is no folder for native libraries: " + file.resolve(".cache/JNA/temp")
                + " (user.home) cannot be written (a part of its path is a file), " + file
                + " (java.io.tmpdir) cannot be written (a part of its path is a file); name one that can be written "
                + "and is not mounted noexec with -Djava.io.tmpdir=DIR";

        assertRefused(message, options, "--model", "lenet", "--train-limit", "64", "--epochs", "1");
        assertRefused(message, options, "predict", folder.toString(), "image.png");
        assertRefused(message, options, "data", "check", folder.toString());
    }

    @Test
    void areReportedByTheDoctorBesideItsOtherChecks() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        Output doctor = nin(options(file, file), "doctor");

        assertThat(doctor.code()).as(doctor.text()).isEqualTo(1);
        assertThat(doctor.text())
                .contains("FAULT  native folder there is no folder for native libraries:")
                .contains("ok     sample        bundled")
                .contains("training cannot start")
                .doesNotContain("Exception", "\tat ");
    }

    @Test
    void areNamedWhereTheyAreMountedNoexec() throws Exception {
        Path home = mount("home", "noexec");
        Path temporary = mount("temporary", "noexec");

        assertRefused(
                "there is no folder for native libraries: " + home.resolve(".cache/JNA/temp")
                        + " (user.home) is mounted noexec, " + temporary
                        + " (java.io.tmpdir) is mounted noexec; name one that can be written and is not mounted noexec "
                        + "with -Djava.io.tmpdir=DIR",
                options(home, temporary),
                "predict",
                folder.toString(),
                "image.png");
    }

    @Test
    void areReplacedByTheTemporaryFolder() throws Exception {
        Path home = mount("home", "noexec");

        Path temporary = Files.createDirectory(folder.resolve("temporary"));

        Output doctor = nin(options(home, temporary), "doctor");

        assertThat(doctor.code()).as(doctor.text()).isZero();
        assertThat(temporary.resolve(".javacpp-" + System.getProperty("user.name") + "/cache"))
                .isNotEmptyDirectory();
    }

    @Test
    void areNamedWhereThereIsNoRoom() throws Exception {
        Path small = mount("small", "size=8m");

        Output doctor = nin(options(small, small), "doctor");

        assertThat(doctor.code()).as(doctor.text()).isEqualTo(1);
        assertThat(doctor.text().replaceAll("\\s+", " "))
                .contains("the folder for native libraries " + small.resolve(".javacpp/cache") + " (user.home) has ")
                .contains(" MiB left, expected 700 for TensorFlow")
                .doesNotContain("\tat ");
    }

    private Path mount(String name, String option) throws Exception {
        Path mountPoint = Files.createDirectory(folder.resolve(name));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", option, "tmpfs", mountPoint.toString()),
                "this process may not mount a file system");
        mounted.add(mountPoint);
        return mountPoint;
    }

    private static List<String> options(Path home, Path temporary) {
        return List.of("-Duser.home=" + home, "-Djava.io.tmpdir=" + temporary);
    }

    private void assertRefused(String message, List<String> options, String... arguments) throws Exception {
        Output output = nin(options, arguments);

        assertThat(output.text()).isEqualTo("error: " + message + "\n");
        assertThat(output.code()).isEqualTo(2);
    }

    /** What a process printed, without Java's line on its options, and its exit code. */
    private record Output(int code, String text) {}

    private Output nin(List<String> options, String... arguments) throws IOException, InterruptedException {
        Path text = folder.resolve("output-" + runs++);
        Process process = OtherProcess.start(
                TrainCommand.class,
                text,
                Map.of("JDK_JAVA_OPTIONS", String.join(" ", options), "XDG_CACHE_HOME", ""),
                Arrays.copyOf(arguments, arguments.length, Object[].class));
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return new Output(
                process.exitValue(), Files.readString(text).replaceAll("NOTE: Picked up JDK_JAVA_OPTIONS.*\n", ""));
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
