// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.options;

import dev.nin.UserInputException;
import dev.nin.cli.screen.MemoryLine;
import dev.nin.runtime.Acceleration;
import dev.nin.runtime.Device;
import dev.nin.runtime.TensorFlowRuntime;
import dev.nin.train.progress.TrainingListener;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the command line says of the processors and of TensorFlow itself. */
public final class RuntimeOptions {
    private static final String DEVICE_AND_THREADS = "auto, cpu, gpu or gpu:N; default: all cores.";
    private static final String ACCELERATIONS = "16-bit numbers; operations compiled by XLA.";

    private static final String SHOWN = "Shows memory held, or TensorFlow's own lines.";

    @Option(names = "--device", paramLabel = "NAME", description = DEVICE_AND_THREADS)
    private String device = "auto";

    @Option(names = "--threads", paramLabel = "N", description = DEVICE_AND_THREADS)
    private @Nullable Integer threads;

    @Option(names = "--mixed-precision", description = ACCELERATIONS)
    private boolean mixedPrecision;

    @Option(names = "--xla", description = ACCELERATIONS)
    private boolean xla;

    @Option(names = "--memory", description = SHOWN)
    private boolean memory;

    @Option(names = "--verbose", description = SHOWN)
    private boolean verbose;

    /**
     * Checks what can be known without TensorFlow.
     *
     * @throws UserInputException if the device's name or the number of threads is wrong
     */
    public void check() {
        Device.parse(device);
        threads();
    }

    /** Loads TensorFlow and looks for the device. */
    public TensorFlowRuntime start() {
        Set<Acceleration> accelerations = EnumSet.noneOf(Acceleration.class);
        if (mixedPrecision) {
            accelerations.add(Acceleration.MIXED_PRECISION);
        }
        if (xla) {
            accelerations.add(Acceleration.XLA);
        }
        return TensorFlowRuntime.start(Device.parse(device), threads(), verbose, accelerations);
    }

    /** What tells of memory, if it is to be told. */
    public Optional<TrainingListener> memoryLine(PrintWriter out) {
        return memory ? Optional.of(new MemoryLine(out)) : Optional.empty();
    }

    /** Threads for each of several processes that share this machine; empty if the user has said how many. */
    public Optional<String> threadsEach(int processes) {
        int each = Math.max(1, Runtime.getRuntime().availableProcessors() / processes);
        return threads == null && processes > 1 ? Optional.of(Integer.toString(each)) : Optional.empty();
    }

    /** Whether the user wants the CPU, whatever else there is. */
    public boolean isCpu() {
        return Device.parse(device).kind() == Device.Kind.CPU;
    }

    /** Number of threads, 0 for all cores. */
    private int threads() {
        if (threads == null) {
            return 0;
        }
        if (threads < 1) {
            throw new UserInputException("--threads is " + threads + ", expected at least 1");
        }
        return threads;
    }
}
