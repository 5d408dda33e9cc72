// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

import dev.nin.UserInputException;
import dev.nin.files.Reasons;
import dev.nin.files.StagedDirectory;
import dev.nin.model.ModelSpec;
import dev.nin.weights.layout.FileTensor;
import dev.nin.weights.layout.PyTorchLayout;
import dev.nin.weights.layout.Scheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Reads and writes weights in PyTorch's layout as safetensors files. It reads files of
 * {@code safetensors.torch.save_file(net.state_dict(), file)} and writes files for
 * {@code net.load_state_dict(safetensors.torch.load_file(file))}. PyTorch's kernels are (out, in, height, width), dense
 * kernels (out, in) with maps flattened channel by channel.
 */
public final class PyTorchWeights {
    private static final Map<String, String> METADATA = Map.of("format", "pt");

    private PyTorchWeights() {}

    /**
     * Reads weights with any module names that {@link WeightsFile#names} can match to layers. A file with this
     * library's own names (conv2d_1/kernel) is read in this library's layout, which is that of Keras.
     *
     * @param file a safetensors file of float32, float64, float16 or bfloat16
     * @param spec the model
     * @return a value for each of the model's parameters
     * @throws UserInputException if the file cannot be read, does not fit the model or holds infinite or NaN values
     */
    public static Weights read(Path file, ModelSpec spec) {
        try (WeightsFile open = WeightsFile.open(file)) {
            return open.read(spec);
        }
    }

    /**
     * Reads weights of modules whose names are known. Other modules of the file are ignored.
     *
     * @param file a safetensors file of float32, float64, float16 or bfloat16
     * @param spec the model
     * @param names a module for each layer with parameters
     * @return a value for each of the model's parameters
     * @throws UserInputException if the file cannot be read, does not fit the model or holds infinite or NaN values
     */
    public static Weights read(Path file, ModelSpec spec, PyTorchNames names) {
        try (WeightsFile open = WeightsFile.open(file)) {
            return open.readIn(spec, names);
        }
    }

    /**
     * Writes weights as float32.
     *
     * @param file the file, which must not exist yet
     * @param spec the model
     * @param weights a value for each of the model's parameters; others are ignored
     * @param names a module for each layer with parameters
     * @throws UserInputException if the file exists or cannot be written; no partial file is left
     * @throws IllegalArgumentException if weights are missing or have another shape
     */
    public static void write(Path file, ModelSpec spec, Weights weights, PyTorchNames names) {
        // Sorted by name, as safetensors itself writes.
        Map<String, FileTensor> tensors = new TreeMap<>();
        PyTorchLayout.of(spec)
                .forEach((node, each) -> each.forEach(
                        tensor -> tensors.put(Scheme.PYTORCH.name(module(names, node), tensor.suffix()), tensor)));
        Weights.Builder there = Weights.builder();
        tensors.forEach((name, tensor) -> {
            if (!weights.dimensions(tensor.parameter()).equals(tensor.here())) {
                throw new IllegalArgumentException("\"" + tensor.parameter() + "\" has the shape "
                        + weights.dimensions(tensor.parameter()) + ", expected " + tensor.here());
            }
            float[] values = new float[weights.values(tensor.parameter()).remaining()];
            weights.values(tensor.parameter()).get(values);
            there.put(name, tensor.there(), tensor.toFile(values));
        });
        publish(file, there.build());
    }

    /** Writes a temporary file next to the target and renames it, so that no partial file is ever visible. */
    private static void publish(Path file, Weights weights) {
        Path absolute = file.toAbsolutePath();
        Path unfinished = absolute.resolveSibling(StagedDirectory.PREFIX + UUID.randomUUID());
        if (Files.exists(absolute)) {
            throw new UserInputException(file + " exists already; name a new file");
        }
        try {
            try {
                Safetensors.write(unfinished, weights, METADATA);
                Files.move(unfinished, absolute);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            throw new UserInputException(
                    "weights " + file + " cannot be written (" + Reasons.of(e) + "); make room or name another file",
                    e);
        }
    }

    private static String module(PyTorchNames names, String node) {
        String module = names.modules().get(node);
        if (module == null) {
            throw new UserInputException("the layer " + node + " has no module's name, expected one; the names are for "
                    + names.modules().keySet());
        }
        return module;
    }
}
