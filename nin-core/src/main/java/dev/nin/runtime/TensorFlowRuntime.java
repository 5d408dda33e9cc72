// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.runtime;

import com.google.common.base.Splitter;
import dev.nin.InvalidSettingException;
import dev.nin.UserInputException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;
import org.tensorflow.proto.OptimizerOptions;

/**
 * The setup of the process's native TensorFlow before it loads: enables oneDNN, chooses the device and number of
 * threads, and hides its log lines.
 */
public final class TensorFlowRuntime {
    private static final String MOST_NATIVE_MEMORY = "org.bytedeco.javacpp.maxPhysicalBytes";
    private static final int MOST_THREADS = 1024;
    private static final String VISIBLE_GPUS = "CUDA_VISIBLE_DEVICES";

    private final Device device;
    private final ConfigProto config;
    private final List<Devices.Found> found;

    private TensorFlowRuntime(Device device, ConfigProto config, List<Devices.Found> found) {
        this.device = device;
        this.config = config;
        this.found = found;
    }

    /**
     * Sets the options that TensorFlow reads only once, loads it, and finds the device. Call this once, before using
     * any TensorFlow class: later calls change nothing in the process. Environment variables set by the user are kept,
     * except that gpu:N selects one of the GPUs listed in CUDA_VISIBLE_DEVICES.
     *
     * @param device the device to use; without an index, the first GPU that CUDA_VISIBLE_DEVICES names
     * @param threads number of threads within one operation and across operations; 0 for all cores
     * @param verbose whether TensorFlow's own log lines are shown
     * @return the runtime with the configuration for sessions
     * @throws UserInputException if the device is not available, the number of threads is negative, or there is no
     *     folder for native libraries
     */
    public static TensorFlowRuntime start(Device device, int threads, boolean verbose) {
        return start(device, threads, verbose, Set.of());
    }

    /**
     * Starts TensorFlow like {@link #start(Device, int, boolean)}, with optional optimizations.
     *
     * @param device the device to use
     * @param threads number of threads within one operation and across operations; 0 for all cores
     * @param verbose whether TensorFlow's own log lines are shown
     * @param accelerations the optimizations to enable; none by default
     * @return the runtime with the configuration for sessions
     * @throws UserInputException if the device is not available, the number of threads is negative, or there is no
     *     folder for native libraries
     */
    public static TensorFlowRuntime start(
            Device device, int threads, boolean verbose, Set<Acceleration> accelerations) {
        if (threads < 0) {
            throw new InvalidSettingException("threads", "is " + threads + ", expected at least 1, or 0 for all cores");
        }
        if (threads > MOST_THREADS) {
            throw new InvalidSettingException(
                    "threads",
                    "is " + threads + ", expected at most " + MOST_THREADS
                            + "; more than the cores of the machine gain nothing");
        }
        // JavaCPP limits native memory to four times the Java heap, which is unrelated to what a network needs.
        if (System.getProperty(MOST_NATIVE_MEMORY) == null) {
            System.setProperty(MOST_NATIVE_MEMORY, "0");
        }
        NativeFolders.require();
        CLibrary library = CLibrary.load();
        library.setenv("TF_ENABLE_ONEDNN_OPTS", "1", 0);
        library.setenv("TF_CPP_MIN_LOG_LEVEL", verbose ? "0" : "3", 0);
        if (accelerations.contains(Acceleration.XLA)) {
            library.setenv("TF_XLA_FLAGS", "--tf_xla_auto_jit=2 --tf_xla_cpu_global_jit", 0);
        }
        if (device.index().isPresent()) {
            library.setenv(VISIBLE_GPUS, visibleGpu(device), 1);
        } else if (device.kind() != Device.Kind.CPU) {
            // TensorFlow computes on one GPU only, but takes memory on all that it sees.
            library.setenv(VISIBLE_GPUS, "0", 0);
        }
        ConfigProto config = config(device, threads, accelerations);
        List<Devices.Found> found = load(library, config, verbose);
        if (device.kind() == Device.Kind.GPU && found.stream().noneMatch(Devices.Found::isGpu)) {
            throw new InvalidSettingException(
                    "device",
                    device + ": TensorFlow finds no such GPU; build with -Pgpu on a "
                            + "machine with CUDA 12.5 and cuDNN 9.3, or use the device cpu");
        }
        boolean isMixed = accelerations.contains(Acceleration.MIXED_PRECISION)
                || (accelerations.contains(Acceleration.MIXED_PRECISION_IF_FAST)
                        && MixedPrecision.isFast(found, ProcessorFlags.read()));
        return new TensorFlowRuntime(device, isMixed ? MixedPrecision.on(config) : config, found);
    }

    private static List<Devices.Found> load(CLibrary library, ConfigProto config, boolean verbose) {
        try {
            if (!verbose) {
                NativeLog.quiet(library, config);
            }
            return Devices.list(config);
        } catch (LinkageError e) {
            Optional<UserInputException> lackOfRoom = NativeFolders.lackOfRoom(e);
            if (lackOfRoom.isPresent()) {
                throw lackOfRoom.get();
            }
            throw e;
        }
    }

    /**
     * Returns the configuration for sessions. The first session of a process determines the threads of all sessions.
     *
     * @return a configuration with soft placement and GPU memory that grows as needed
     */
    public ConfigProto sessionConfig() {
        return config;
    }

    /**
     * Describes the device in use and the devices found.
     *
     * @return a description such as "on CPU with all cores (found: CPU)", with the precision of a GPU's float32 and
     *     whether 16-bit floats are used
     */
    public String description() {
        boolean gpu = found.stream().anyMatch(Devices.Found::isGpu);
        String used = gpu ? "GPU " + device.index().orElse(0) : "CPU";
        int threads = config.getIntraOpParallelismThreads();
        String cores = threads == 0 ? "all cores" : threads + (threads == 1 ? " thread" : " threads");
        String names = found.stream().map(Devices.Found::type).collect(Collectors.joining(", "));
        return "on " + used + " with " + cores + " (found: " + names + ")"
                + (gpu ? ", " + precision(System.getenv("NVIDIA_TF32_OVERRIDE")) : "")
                + (MixedPrecision.isOn(config) ? ", 16-bit floats" : "");
    }

    /**
     * Returns how GPUs since NVIDIA's Ampere multiply float32: with the 10-bit mantissas of TF32, unless NVIDIA's
     * variable forbids it.
     */
    static String precision(@Nullable String override) {
        return "TF32 " + ("0".equals(override) ? "off" : "on");
    }

    private static ConfigProto config(Device device, int threads, Set<Acceleration> accelerations) {
        ConfigProto.Builder config = ConfigProto.newBuilder()
                .setAllowSoftPlacement(true)
                .setIntraOpParallelismThreads(threads)
                .setInterOpParallelismThreads(threads)
                .setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true));
        if (device.kind() == Device.Kind.CPU) {
            config.putDeviceCount("GPU", 0);
        }
        if (accelerations.contains(Acceleration.XLA)) {
            config.getGraphOptionsBuilder()
                    .getOptimizerOptionsBuilder()
                    .setGlobalJitLevel(OptimizerOptions.GlobalJitLevel.ON_1);
        }
        return config.build();
    }

    /** Returns CUDA's name of the GPU: its index, or the entry at that index in the user's CUDA_VISIBLE_DEVICES. */
    private static String visibleGpu(Device device) {
        int index = device.index().orElseThrow();
        String visible = System.getenv(VISIBLE_GPUS);
        if (visible == null) {
            return Integer.toString(index);
        }
        List<String> gpus = Splitter.on(',').trimResults().omitEmptyStrings().splitToList(visible);
        if (index >= gpus.size()) {
            throw new InvalidSettingException(
                    "device",
                    device + ": " + VISIBLE_GPUS + " names " + gpus.size() + " GPU(s), \"" + visible
                            + "\", expected a smaller index");
        }
        return gpus.get(index);
    }
}
