// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.options;

import dev.nin.UserInputException;
import dev.nin.cli.screen.MemoryLine;
import dev.nin.cli.screen.Phases;
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

/** The command-line options for devices and for TensorFlow itself. */
public final class RuntimeOptions {
    @Option(names = "--device", paramLabel = "NAME", description = "auto, cpu, gpu or gpu:N.")
    private String device = "auto";

    @Option(names = "--threads", paramLabel = "N", description = "Threads; default: all cores.")
    private @Nullable Integer threads;

    @Option(names = "--mixed-precision", negatable = true, description = "Computes with 16-bit floats.")
    private @Nullable Boolean mixedPrecision;

    @Option(names = "--xla", description = "Compiles operations with XLA.")
    private boolean xla;

    @Option(names = "--memory", description = "Shows how much memory is in use.")
    private boolean memory;

    @Option(names = "--verbose", description = "Shows TensorFlow's own log, and what takes how long.")
    private boolean verbose;

    /**
     * Checks the options without loading TensorFlow.
     *
     * @throws UserInputException if the device's name or the number of threads is wrong
     */
    public void check() {
        Device.parse(device);
        threads();
    }

    /** Loads TensorFlow and selects the device. */
    public TensorFlowRuntime start(Preset preset) {
        Set<Acceleration> accelerations = EnumSet.noneOf(Acceleration.class);
        if (mixedPrecision == null && preset.mixedPrecision()) {
            accelerations.add(Acceleration.MIXED_PRECISION_IF_FAST);
        } else if (Boolean.TRUE.equals(mixedPrecision)) {
            accelerations.add(Acceleration.MIXED_PRECISION);
        }
        if (xla) {
            accelerations.add(Acceleration.XLA);
        }
        return TensorFlowRuntime.start(Device.parse(device), threads(), verbose, accelerations);
    }

    /** Returns the listener that prints memory use, if requested. */
    public Optional<TrainingListener> memoryLine(PrintWriter out) {
        return memory ? Optional.of(new MemoryLine(out)) : Optional.empty();
    }

    /** Returns the phases of the program, printed if requested. */
    public Phases phases(PrintWriter out) {
        return verbose ? Phases.printed(out) : Phases.silent();
    }

    /** Returns the threads of each of several processes on this machine; empty if the user has set the number. */
    public Optional<String> threadsEach(int processes) {
        int each = Math.max(1, Runtime.getRuntime().availableProcessors() / processes);
        return threads == null && processes > 1 ? Optional.of(Integer.toString(each)) : Optional.empty();
    }

    /** Returns whether the user selected the CPU. */
    public boolean isCpu() {
        return Device.parse(device).kind() == Device.Kind.CPU;
    }

    /** Returns the number of threads, 0 for all cores. */
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
