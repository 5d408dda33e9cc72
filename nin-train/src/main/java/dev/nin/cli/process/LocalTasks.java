// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The tasks of one training as processes on this machine; their output is printed here with their numbers as prefixes.
 */
public final class LocalTasks implements AutoCloseable {
    /** The environment variable that tells a task which process started it. */
    static final String LAUNCHER = "NIN_LAUNCHER";

    /** The time that tasks have to end by themselves after one failed, so that they can report what they know. */
    private static final Duration GRACE = Duration.ofSeconds(25);

    private static final long GLANCE_MILLISECONDS = 100;

    private final List<Process> processes = new ArrayList<>();
    private final List<Thread> readers = new ArrayList<>();

    /**
     * Starts the tasks.
     *
     * @param words the command line of each, without the task-specific options
     * @param gpus the CUDA name of a GPU for each task; empty for tasks on the CPU
     */
    static LocalTasks start(int count, List<String> words, List<String> gpus, PrintWriter out, PrintWriter err) {
        LocalTasks tasks = new LocalTasks();
        try {
            String cluster = freePorts(count).stream()
                    .map(port -> InetAddress.getLoopbackAddress().getHostAddress() + ":" + port)
                    .collect(Collectors.joining(","));
            for (int task = 0; task < count; task++) {
                List<String> command = new ArrayList<>(words);
                if (count > 1) {
                    command.addAll(List.of("--cluster", cluster, "--task", Integer.toString(task)));
                }
                ProcessBuilder builder = process(command);
                if (!gpus.isEmpty()) {
                    builder.environment().put("CUDA_VISIBLE_DEVICES", gpus.get(task));
                }
                tasks.add(builder.start(), Integer.toString(task), out, err);
            }
            return tasks;
        } catch (IOException e) {
            tasks.close();
            throw new UncheckedIOException("a process could not be started", e);
        }
    }

    /**
     * Runs a training of its own to the end, or until this process receives a signal, which the training receives too.
     *
     * @param words its command line
     * @param name the prefix of its output
     * @param stopped returns the signal that this process received, if any
     * @return its exit code
     */
    public static int runAlone(
            List<String> words, String name, Supplier<OptionalInt> stopped, PrintWriter out, PrintWriter err)
            throws InterruptedException {
        try (LocalTasks tasks = new LocalTasks()) {
            tasks.add(process(words).start(), name, out, err);
            return tasks.await(stopped);
        } catch (IOException e) {
            throw new UncheckedIOException("a process could not be started", e);
        }
    }

    /** Returns a process that ends with this one. */
    private static ProcessBuilder process(List<String> words) {
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment()
                .put(LAUNCHER, Long.toString(ProcessHandle.current().pid()));
        return builder;
    }

    private void add(Process process, String name, PrintWriter out, PrintWriter err) {
        processes.add(process);
        pass(process.inputReader(), "[" + name + "] ", out);
        pass(process.errorReader(), "[" + name + "] ", err);
    }

    private void pass(BufferedReader lines, String prefix, PrintWriter to) {
        Thread reader = new Thread(
                () -> {
                    try (lines) {
                        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                            to.println(prefix + line);
                        }
                    } catch (IOException e) {
                        // The process was stopped in the middle of a line.
                    }
                },
                "task's output");
        reader.setDaemon(true);
        reader.start();
        readers.add(reader);
    }

    /** Returns whether this process is such a task. */
    static boolean isLaunched() {
        return System.getenv(LAUNCHER) != null;
    }

    /** Ends this process, if it is such a task, once the process that started it has ended. */
    public static void endWithLauncher() {
        if (!isLaunched()) {
            return;
        }
        long launcher = Long.parseLong(System.getenv(LAUNCHER));
        Thread waiting = new Thread(
                () -> {
                    ProcessHandle.of(launcher)
                            .ifPresent(handle -> handle.onExit().join());
                    Runtime.getRuntime().halt(1);
                },
                "launcher's end");
        waiting.setDaemon(true);
        waiting.start();
    }

    /** Returns the task's process. */
    Process process(int task) {
        return processes.get(task);
    }

    /**
     * Waits until all tasks have ended; after one has failed, only for a short time.
     *
     * @param stopped returns the signal that this process received, if any: the tasks then receive SIGTERM
     * @return 0 if all succeeded, else the exit code of the first that failed
     */
    int await(Supplier<OptionalInt> stopped) throws InterruptedException {
        int code = 0;
        long deadline = Long.MAX_VALUE;
        boolean isNotified = false;
        while (processes.stream().anyMatch(Process::isAlive)) {
            if (!isNotified && stopped.get().isPresent()) {
                processes.forEach(Process::destroy);
                isNotified = true;
            }
            if (code == 0) {
                code = firstBad();
                deadline = code == 0 ? deadline : System.nanoTime() + GRACE.toNanos();
            }
            if (code != 0 && System.nanoTime() > deadline) {
                processes.forEach(Process::destroyForcibly);
            }
            Thread.sleep(GLANCE_MILLISECONDS);
        }
        for (Thread reader : readers) {
            reader.join(TimeUnit.SECONDS.toMillis(1));
        }
        return code == 0 ? firstBad() : code;
    }

    /** Returns the exit code of a failed process; 2 takes precedence, because the user can fix it. */
    private int firstBad() {
        List<Integer> codes = processes.stream()
                .filter(process -> !process.isAlive())
                .map(Process::exitValue)
                .filter(value -> value != 0)
                .toList();
        return codes.isEmpty() ? 0 : codes.get(0);
    }

    /**
     * Returns ports that are free now. Another program could take one before its task does; the task then reports it.
     */
    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
    }
}
