// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

import com.google.common.collect.ImmutableMap;
import dev.nin.UserInputException;
import dev.nin.files.Reasons;
import dev.nin.model.ModelSpec;
import dev.nin.weights.format.DamagedFileException;
import dev.nin.weights.format.StoredTensor;
import dev.nin.weights.format.TensorFile;
import dev.nin.weights.format.TensorReader;
import dev.nin.weights.layout.Scheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An open weights file of any supported format: safetensors, torch.save (.pth, .pt, .bin) and Keras (.h5, .weights.h5,
 * .keras). The format is detected by the content. Nothing in a file is run, and a tensor is read only if a model needs
 * it by name and shape.
 *
 * <pre>{@code
 * try (WeightsFile file = WeightsFile.open(Path.of("resnet18-f37072fd.pth"))) {
 *     MatchedWeights matched = file.matching(spec, names, Set.of("fc"));
 *     System.out.println(matched.summary());
 * }
 * }</pre>
 *
 * <p>If no names are given, the first of these rules that applies matches modules to layers: the file has this
 * library's own names (conv1/kernel); modules have the names of the nodes, possibly after a prefix such as
 * {@code module.}; the file is ordered (.pth, Keras) and its modules fit the layers one by one; numbers in the names
 * and shapes leave a single match. Not thread-safe.
 */
public final class WeightsFile implements AutoCloseable {
    private final Path file;
    private final WeightsFormat format;
    private final TensorFile open;

    private WeightsFile(Path file, WeightsFormat format, TensorFile open) {
        this.file = file;
        this.format = format;
        this.open = open;
    }

    /**
     * Opens a file and reads the names and shapes of its tensors, but no values.
     *
     * @param file the file
     * @return the open file
     * @throws UserInputException if it cannot be read, is damaged, has an unsupported format, or holds a pickle that
     *     would call functions other than those that create tensors
     */
    public static WeightsFile open(Path file) {
        try {
            WeightsFormat format = WeightsFormat.of(file);
            try {
                return new WeightsFile(file, format, format.open(file));
            } catch (DamagedFileException e) {
                throw e.in(file, format.title());
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * Returns the names in a file of the same model, found by the rules above.
     *
     * @param file a file of weights
     * @param spec the model
     * @return the file's names
     * @throws UserInputException if the file cannot be read, does not fit the model, or matches it ambiguously
     */
    public static PyTorchNames names(Path file, ModelSpec spec) {
        try (WeightsFile open = open(file)) {
            return open.names(spec);
        }
    }

    /**
     * Returns the file's format, detected by its content.
     *
     * @return the format
     */
    public WeightsFormat format() {
        return format;
    }

    /**
     * Returns the shapes of all tensors in the file, including those that are not weights.
     *
     * @return the tensors' shapes by name, in the file's order
     */
    public Map<String, List<Integer>> shapes() {
        ImmutableMap.Builder<String, List<Integer>> shapes = ImmutableMap.builder();
        open.tensors().forEach((name, tensor) -> shapes.put(name, tensor.dimensions()));
        return shapes.buildOrThrow();
    }

    /**
     * Returns the modules that the rules find for a model's layers.
     *
     * @param spec the model
     * @return a module for each layer with parameters
     * @throws UserInputException if the file does not fit the model, or matches it ambiguously
     */
    public PyTorchNames names(ModelSpec spec) {
        FileModules modules = modules(spec);
        return new PyTorchNames(
                new NameRules(file, modules, spec, Demand.ALL).find().modules());
    }

    /**
     * Reads all weights of a model. A file with this library's own names, which cannot be mistaken, may hold other
     * tensors as well.
     *
     * @param spec the model
     * @return a value for each of the model's parameters
     * @throws UserInputException if a tensor is missing, left over, has another shape or type, or is infinite or NaN,
     *     or if the match is ambiguous
     */
    public Weights read(ModelSpec spec) {
        FileModules modules = modules(spec);
        Demand demand = modules.scheme() == Scheme.OWN ? Demand.MODEL : Demand.ALL;
        return matching(spec, modules, demand).weights();
    }

    /**
     * Reads all weights of a model whose modules are known.
     *
     * @param spec the model
     * @param names a module for each layer with parameters; for a Keras file, the layer's name there
     * @return a value for each of the model's parameters
     * @throws UserInputException if a tensor is missing, left over, has another shape or type, or is infinite or NaN
     */
    public Weights read(ModelSpec spec, PyTorchNames names) {
        return given(spec, names, Demand.ALL).weights();
    }

    /**
     * Reads those weights of a model that the file contains.
     *
     * @param spec the model
     * @return the weights of the layers found in the file, and the missing and unused tensors
     * @throws UserInputException if a module has another shape than its layer or lacks some of its tensors, if no
     *     module is found, or if the match is ambiguous
     */
    public MatchedWeights matching(ModelSpec spec) {
        return matching(spec, modules(spec), Demand.ANY);
    }

    /**
     * Reads those weights of a model that the file contains, if the modules are known.
     *
     * @param spec the model
     * @param names a module for each layer that the file may contain; for a Keras file, the layer's name there
     * @return the weights of the layers found in the file, and the missing and unused tensors
     * @throws UserInputException if a module has another shape than its layer or lacks some of its tensors, or if no
     *     module is found
     */
    public MatchedWeights matching(ModelSpec spec, PyTorchNames names) {
        return given(spec, names, Demand.ANY);
    }

    /**
     * Reads all weights of a model except for its new head.
     *
     * @param spec the model
     * @param newNodes the nodes that take nothing from the file, whatever it holds for them
     * @return the weights of all other layers
     * @throws UserInputException if a tensor of another layer is missing or has another shape, if a kernel larger than
     *     1×1, which no head has, is left over, if a node is not in the model, or if the match is ambiguous
     */
    public MatchedWeights matching(ModelSpec spec, Set<String> newNodes) {
        Demand demand = Demand.newHead(spec, newNodes);
        return matching(spec, modules(spec), demand);
    }

    /**
     * Reads all weights of a model except for its new head, if the modules are known.
     *
     * @param spec the model
     * @param names a module for each other layer with parameters; for a Keras file, the layer's name there
     * @param newNodes the nodes that take nothing from the file, whatever it holds for them
     * @return the weights of all other layers
     * @throws UserInputException if a tensor of another layer is missing or has another shape, if a kernel larger than
     *     1×1, which no head has, is left over, or if a node is not in the model
     */
    public MatchedWeights matching(ModelSpec spec, PyTorchNames names, Set<String> newNodes) {
        return given(spec, names, Demand.newHead(spec, newNodes));
    }

    /** Reads all weights of a model and ignores other tensors. */
    Weights readIn(ModelSpec spec, PyTorchNames names) {
        return given(spec, names, Demand.MODEL).weights();
    }

    private MatchedWeights given(ModelSpec spec, PyTorchNames names, Demand demand) {
        FileModules modules = FileModules.of(open);
        return matched(spec, modules, new FoundNames(names.modules(), "by the names that were given"), demand);
    }

    private MatchedWeights matching(ModelSpec spec, FileModules modules, Demand demand) {
        return matched(spec, modules, new NameRules(file, modules, spec, demand).find(), demand);
    }

    private MatchedWeights matched(ModelSpec spec, FileModules modules, FoundNames names, Demand demand) {
        try {
            return new Matching(
                            new TensorReader(file, open),
                            modules,
                            modules.scheme().layout(spec),
                            names,
                            demand)
                    .weights();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Uses this library's scheme if the file has one of the model's parameters under this library's name. */
    private FileModules modules(ModelSpec spec) {
        Map<String, StoredTensor> tensors = open.tensors();
        boolean own = format == WeightsFormat.SAFETENSORS
                && spec.parameters().keySet().stream().anyMatch(tensors::containsKey);
        return own ? FileModules.of(tensors, Scheme.OWN, false) : FileModules.of(open);
    }

    private static UserInputException unreadable(Path file, IOException e) {
        return new UserInputException(
                "weights " + file + " cannot be read (" + Reasons.of(e)
                        + "); name a file of safetensors, of torch.save or of Keras",
                e);
    }

    @Override
    public void close() {
        try {
            open.close();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }
}
