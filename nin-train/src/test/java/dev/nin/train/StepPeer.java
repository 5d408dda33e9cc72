// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A network in another library, in a Python process that measures its batches on request (steps.py). */
final class StepPeer implements AutoCloseable {
    /** PyTorch's modes of training. */
    static final List<String> MODES = List.of("eager", "channels_last", "compiled");

    private final List<String> modes;
    private final Process process;
    private final BufferedWriter in;
    private final BufferedReader out;

    private StepPeer(List<String> modes, Process process) {
        this.modes = modes;
        this.process = process;
        this.in = process.outputWriter(StandardCharsets.UTF_8);
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    static StepPeer pyTorch(String python, String network, int batch, int size, String precision) throws IOException {
        return torch(MODES, python, network, batch, size, precision);
    }

    /** Starts PyTorch in its best mode for inference, and ONNX Runtime with the network that PyTorch exports. */
    static StepPeer inference(String python, String network, int batch, int size) throws IOException {
        return torch(List.of("channels_last", "onnxruntime"), python, network, batch, size, "float32");
    }

    private static StepPeer torch(
            List<String> modes, String python, String network, int batch, int size, String precision)
            throws IOException {
        return start(
                modes, List.of(python, script("torch_steps.py"), network, "" + batch, "" + size, threads(), precision));
    }

    static StepPeer keras(String python, String network, int batch, int size, String precision) throws IOException {
        return start(
                List.of("keras"),
                List.of(python, script("keras_steps.py"), network, "" + batch, "" + size, threads(), precision));
    }

    private static StepPeer start(List<String> modes, List<String> command) throws IOException {
        StepPeer peer = new StepPeer(
                modes,
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start());
        if (!"ready".equals(peer.out.readLine())) {
            throw new IOException("not started: " + String.join(" ", command));
        }
        return peer;
    }

    private static String script(String name) {
        return Path.of("src/test/python", name).toAbsolutePath().toString();
    }

    private static String threads() {
        return Integer.toString(Runtime.getRuntime().availableProcessors());
    }

    List<String> modes() {
        return modes;
    }

    /** Returns the seconds for batches of "train" or "infer" in a mode. */
    double seconds(String what, String mode, int batches) throws IOException {
        return Double.parseDouble(ask(what + " " + mode + " " + batches));
    }

    /** Returns the most memory that the process ever held, in bytes. */
    long memory() throws IOException {
        return Long.parseLong(ask("memory"));
    }

    private String ask(String line) throws IOException {
        in.write(line + "\n");
        in.flush();
        return String.valueOf(out.readLine());
    }

    @Override
    public void close() {
        process.destroy();
    }
}
