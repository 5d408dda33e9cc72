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
 * An open file of weights of any format that is read here: safetensors, torch.save (.pth, .pt, .bin) and Keras (.h5,
 * .weights.h5, .keras). The format is told by the content. Nothing in a file is run, and a tensor is read only if a
 * model asks for it by name and shape.
 *
 * <pre>{@code
 * try (WeightsFile file = WeightsFile.open(Path.of("resnet18-f37072fd.pth"))) {
 *     MatchedWeights matched = file.matching(spec, names, Set.of("fc"));
 *     System.out.println(matched.summary());
 * }
 * }</pre>
 *
 * <p>Where no names are given, a module is found for each layer by these rules, the first that holds: the file has this
 * library's own names (conv1/kernel); modules are called like the nodes, perhaps after a prefix such as
 * {@code module.}; the file has an order of its own (.pth, Keras) and its modules fit the layers one by one; numbers in
 * the names and shapes leave one answer. Not thread-safe.
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
     * Opens a file and reads what it says of its tensors, no values.
     *
     * @param file the file
     * @return the open file
     * @throws UserInputException if it cannot be read, is damaged, of no such format, or holds a pickle that would call
     *     anything but what makes tensors
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
     * What the file is by its content.
     *
     * @return the format
     */
    public WeightsFormat format() {
        return format;
    }

    /**
     * What the file holds, numbers that are no weights included.
     *
     * @return the tensors' shapes by name, in the file's order
     */
    public Map<String, List<Integer>> shapes() {
        ImmutableMap.Builder<String, List<Integer>> shapes = ImmutableMap.builder();
        open.tensors().forEach((name, tensor) -> shapes.put(name, tensor.dimensions()));
        return shapes.buildOrThrow();
    }

    /**
     * The modules that the rules find for a model's layers.
     *
     * @param spec the model
     * @return a module for each layer that learns
     * @throws UserInputException if the file does not fit the model, or leaves open which module is which
     */
    public PyTorchNames names(ModelSpec spec) {
        FileModules modules = modules(spec);
        return new PyTorchNames(
                new NameRules(file, modules, spec, Demand.ALL).find().modules());
    }

    /**
     * Reads all weights of a model. Beside this library's own names, which nothing else is mistaken for, a file may
     * hold more.
     *
     * @param spec the model
     * @return a value for each of the model's parameters
     * @throws UserInputException if a tensor is missing, left over, of another shape or type, infinite or NaN, or the
     *     rules leave open which module is which
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
     * @param names a module for each layer that learns; of a Keras file, the layer's name there
     * @return a value for each of the model's parameters
     * @throws UserInputException if a tensor is missing, left over, of another shape or type, infinite or NaN
     */
    public Weights read(ModelSpec spec, PyTorchNames names) {
        return given(spec, names, Demand.ALL).weights();
    }

    /**
     * Reads what the file has of a model.
     *
     * @param spec the model
     * @return the weights of the layers whose module is there, and what is missing and left over
     * @throws UserInputException if a module that is there has another shape or not all tensors of its layer, none is
     *     there, or the rules leave open which module is which
     */
    public MatchedWeights matching(ModelSpec spec) {
        return matching(spec, modules(spec), Demand.ANY);
    }

    /**
     * Reads what the file has of a model whose modules are known.
     *
     * @param spec the model
     * @param names a module for each layer that may be there; of a Keras file, the layer's name there
     * @return the weights of the layers whose module is there, and what is missing and left over
     * @throws UserInputException if a module that is there has another shape or not all tensors of its layer, or none
     *     is there
     */
    public MatchedWeights matching(ModelSpec spec, PyTorchNames names) {
        return given(spec, names, Demand.ANY);
    }

    /**
     * Reads all of a model but its new head.
     *
     * @param spec the model
     * @param newNodes the nodes that take nothing from the file, whatever it has for them
     * @return the weights of all other layers
     * @throws UserInputException if a tensor of another layer is missing or of another shape, a kernel larger than 1×1
     *     is left over, which no head has, a node is not in the model, or the rules leave open which module is which
     */
    public MatchedWeights matching(ModelSpec spec, Set<String> newNodes) {
        checkNodes(spec, newNodes);
        return matching(spec, modules(spec), Demand.newHead(newNodes));
    }

    /**
     * Reads all of a model but its new head where the modules are known.
     *
     * @param spec the model
     * @param names a module for each other layer that learns; of a Keras file, the layer's name there
     * @param newNodes the nodes that take nothing from the file, whatever it has for them
     * @return the weights of all other layers
     * @throws UserInputException if a tensor of another layer is missing or of another shape, a kernel larger than 1×1
     *     is left over, which no head has, or a node is not in the model
     */
    public MatchedWeights matching(ModelSpec spec, PyTorchNames names, Set<String> newNodes) {
        checkNodes(spec, newNodes);
        return given(spec, names, Demand.newHead(newNodes));
    }

    /** Reads all weights of a model and passes over what else there is. */
    Weights readIn(ModelSpec spec, PyTorchNames names) {
        return given(spec, names, Demand.MODEL).weights();
    }

    private MatchedWeights given(ModelSpec spec, PyTorchNames names, Demand demand) {
        FileModules modules = foreignModules();
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

    /** In this library's scheme if the file has one of the model's parameters by its own name. */
    private FileModules modules(ModelSpec spec) {
        Map<String, StoredTensor> tensors = open.tensors();
        boolean own = format == WeightsFormat.SAFETENSORS
                && spec.parameters().keySet().stream().anyMatch(tensors::containsKey);
        return own ? FileModules.of(tensors, Scheme.OWN, false) : foreignModules();
    }

    private FileModules foreignModules() {
        return FileModules.of(open);
    }

    private static void checkNodes(ModelSpec spec, Set<String> newNodes) {
        for (String node : newNodes) {
            if (!spec.shapes().containsKey(node)) {
                throw new UserInputException("the model \"" + spec.name() + "\" has no node \"" + node
                        + "\", expected one of those that learn: "
                        + Scheme.OWN.layout(spec).keySet());
            }
        }
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
