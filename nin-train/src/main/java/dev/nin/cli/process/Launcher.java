// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.process;

import com.google.common.base.Splitter;
import com.google.common.collect.Iterables;
import com.google.common.collect.Lists;
import dev.nin.UserInputException;
import dev.nin.checkpoint.RunLayout;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Starts the tasks of one training on this machine, and restarts lost ones from the last checkpoint. */
public final class Launcher {
    private static final int USER_ERROR = 2;
    private static final int FAILURE = 1;
    private static final Path GPUS = Path.of("/proc/driver/nvidia/gpus");

    private final List<String> program;
    private final int count;
    private final int restarts;
    private final PrintWriter out;
    private final PrintWriter err;

    public Launcher(List<String> program, int count, int restarts, PrintWriter out, PrintWriter err) {
        this.program = program;
        this.count = count;
        this.restarts = restarts;
        this.out = out;
        this.err = err;
    }

    /**
     * Runs the tasks until they end.
     *
     * @param words the command line of this process, including the options of files
     * @param folder the run's folder
     * @param isCpu whether the tasks run on the CPU only
     * @return the exit code of this process
     */
    public int run(List<String> words, Path folder, boolean isCpu) {
        List<String> first = CommandLineArguments.without(words, withConfig(), Set.of());
        List<String> next = first;
        List<String> gpus = isCpu ? List.of() : gpus();
        if (!gpus.isEmpty() && gpus.size() < count) {
            throw new UserInputException("--local-processes is " + count + " and there are " + gpus.size()
                    + " GPUs, one for each; use fewer, or --device cpu");
        }
        try (StopSignals signals = StopSignals.listen()) {
            for (int attempt = 0; ; attempt++) {
                int code;
                try (LocalTasks tasks =
                        LocalTasks.start(count, Lists.newArrayList(Iterables.concat(program, next)), gpus, out, err)) {
                    code = tasks.await(signals::exitCode);
                }
                OptionalInt stopped = signals.exitCode();
                if (code == 0 || code == USER_ERROR || stopped.isPresent() || attempt == restarts) {
                    return stopped.orElse(code == 0 || code == USER_ERROR ? code : FAILURE);
                }
                boolean isStarted = Files.exists(new RunLayout(folder).description());
                err.println("restart " + (attempt + 1) + " of " + restarts + (isStarted ? " from " + folder : ""));
                next = isStarted ? List.of("--resume", folder.toString()) : first;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILURE;
        }
    }

    private static Set<String> withConfig() {
        return Stream.concat(CommandLineArguments.OF_A_PROCESS.stream(), Stream.of("--config"))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the names in CUDA of the GPUs that this process may use. */
    private static List<String> gpus() {
        String visible = System.getenv("CUDA_VISIBLE_DEVICES");
        if (visible != null) {
            return Splitter.on(',').trimResults().omitEmptyStrings().splitToList(visible);
        }
        if (!Files.isDirectory(GPUS)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(GPUS)) {
            return IntStream.range(0, Math.toIntExact(found.count()))
                    .mapToObj(Integer::toString)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(GPUS + " cannot be read", e);
        }
    }
}
