package dev.nin.runtime;

import com.sun.jna.Library;
import com.sun.jna.Native;
import dev.nin.model.UserInputException;
import java.util.List;
import java.util.stream.Collectors;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;

/**
 * The process's native TensorFlow, prepared before it loads: oneDNN on, its log lines quiet, and sessions told which
 * device and how many threads to use.
 */
public final class TensorFlowRuntime {
    private final Device device;
    private final int threads;
    private final List<Devices.Found> found;

    /** The C library's part that this class needs: Java cannot set its own process's environment. */
    private interface CLibrary extends Library {
        int setenv(String name, String value, int overwrite);
    }

    private TensorFlowRuntime(Device device, int threads, List<Devices.Found> found) {
        this.device = device;
        this.found = found;
        this.threads = threads;
    }

    /**
     * Sets what TensorFlow reads once, when its native library loads: to be called before any of its classes is used,
     * since later it has no effect. Variables of the environment that the user has set are left as they are.
     *
     * @param verbose whether TensorFlow's own log lines are shown
     */
    public static void prepare(boolean verbose) {
        CLibrary library = Native.load("c", CLibrary.class);
        library.setenv("TF_ENABLE_ONEDNN_OPTS", "1", 0);
        library.setenv("TF_CPP_MIN_LOG_LEVEL", verbose ? "0" : "3", 0);
    }

    /**
     * Chooses the device and the number of threads. Loads TensorFlow.
     *
     * @param device which device
     * @param threads threads for one operation and for operations side by side; 0 for all cores
     * @return what sessions are told
     * @throws UserInputException if the device is not there or the number of threads is negative
     */
    public static TensorFlowRuntime start(Device device, int threads) {
        if (threads < 0) {
            throw new UserInputException("--threads is " + threads + ", expected at least 1, or 0 for all cores");
        }
        List<Devices.Found> found = Devices.list();
        if (device.kind() == Device.Kind.GPU) {
            requireGpu(device, found);
        }
        return new TensorFlowRuntime(device, threads, found);
    }

    /**
     * Which device is used, and which were found.
     *
     * @return such as "on CPU, all cores (found: CPU)"
     */
    public String description() {
        boolean gpu = device.kind() == Device.Kind.GPU
                || (device.kind() == Device.Kind.AUTO && found.stream().anyMatch(TensorFlowRuntime::isGpu));
        String used = gpu ? "GPU " + device.index().orElse(0) : "CPU";
        String cores = threads == 0 ? "all cores" : threads + " thread(s)";
        String names = found.stream().map(Devices.Found::type).collect(Collectors.joining(", "));
        return "on " + used + ", " + cores + " (found: " + names + ")";
    }

    /**
     * What a session is told.
     *
     * @return a configuration with soft placement and a GPU memory that grows as needed
     */
    public ConfigProto sessionConfig() {
        GPUOptions.Builder gpu = GPUOptions.newBuilder().setAllowGrowth(true);
        if (device.index().isPresent()) {
            gpu.setVisibleDeviceList(Integer.toString(device.index().getAsInt()));
        }
        ConfigProto.Builder config = ConfigProto.newBuilder()
                .setAllowSoftPlacement(true)
                .setIntraOpParallelismThreads(threads)
                .setInterOpParallelismThreads(threads)
                .setGpuOptions(gpu);
        if (device.kind() == Device.Kind.CPU) {
            config.putDeviceCount("GPU", 0);
        }
        return config.build();
    }

    private static void requireGpu(Device device, List<Devices.Found> found) {
        long gpus = found.stream().filter(TensorFlowRuntime::isGpu).count();
        if (gpus == 0) {
            throw new UserInputException(
                    "--device " + device + ": TensorFlow finds no GPU; build with -Pgpu on a machine "
                            + "with CUDA 12.5 and cuDNN 9.3, or use --device cpu");
        }
        if (device.index().orElse(0) >= gpus) {
            throw new UserInputException("--device " + device + ": TensorFlow finds " + gpus
                    + " GPU(s), expected an index from 0 to " + (gpus - 1));
        }
    }

    private static boolean isGpu(Devices.Found device) {
        return device.type().equals("GPU");
    }
}
