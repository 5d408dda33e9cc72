// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

import dev.nin.model.UserInputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A layer's tensors beside those of a module in a file.
 *
 * @param file the file
 * @param module the module's name
 * @param node the layer's node
 * @param wanted what the layer needs
 * @param found what the module has, by suffix
 */
record ModuleFit(Path file, String module, String node, List<PyTorchTensor> wanted, Map<String, StoredArray> found) {
    /** A counter of batches, which PyTorch's batch normalization keeps and nothing here needs. */
    static final String COUNTER = "num_batches_tracked";

    /** Whether the module has all that the layer needs, in the right shapes, and nothing else. */
    boolean isWhole() {
        return matches() == wanted.size() && unknown().isEmpty();
    }

    /** How many of the tensors that the layer needs the module has in the right shape. */
    long matches() {
        return wanted.stream()
                .filter(tensor -> {
                    StoredArray array = found.get(tensor.suffix());
                    return array != null && array.dimensions().equals(tensor.there());
                })
                .count();
    }

    /** What does not fit, in one line. */
    UserInputException mismatch() {
        for (PyTorchTensor tensor : wanted) {
            StoredArray array = found.get(tensor.suffix());
            if (array == null || !array.dimensions().equals(tensor.there())) {
                String name = SafetensorsHeader.quoted(name(module, tensor.suffix()));
                return new UserInputException(file + ": "
                        + (array == null ? "there is no tensor " + name : name + " has the shape " + array.dimensions())
                        + ", expected " + tensor.there() + " for " + tensor.parameter()
                        + "; use the model that the file was written with");
            }
        }
        StoredArray unknown = unknown().get(0);
        return new UserInputException(file + ": " + SafetensorsHeader.quoted(unknown.name()) + " of shape "
                + unknown.dimensions() + " has no place in " + node + ", which has "
                + wanted.stream().map(PyTorchTensor::suffix).toList()
                + "; use the model that the file was written with");
    }

    /** The name of a module's tensor. */
    static String name(String module, String suffix) {
        return module.isEmpty() ? suffix : module + "." + suffix;
    }

    private List<StoredArray> unknown() {
        return found.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(COUNTER)
                        && wanted.stream().noneMatch(tensor -> tensor.suffix().equals(entry.getKey())))
                .map(Map.Entry::getValue)
                .toList();
    }
}
