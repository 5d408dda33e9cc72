// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

import dev.nin.UserInputException;
import dev.nin.weights.format.Quotes;
import dev.nin.weights.format.StoredTensor;
import dev.nin.weights.layout.FileTensor;
import dev.nin.weights.layout.Scheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A comparison of a layer's tensors with those of a module in a file.
 *
 * @param file the file
 * @param scheme the naming and layout of the file's tensors
 * @param module the module's name
 * @param node the layer's node
 * @param wanted the tensors that the layer needs
 * @param found the tensors of the module, by suffix
 */
record ModuleFit(
        Path file,
        Scheme scheme,
        String module,
        String node,
        List<FileTensor> wanted,
        Map<String, StoredTensor> found) {
    /** Returns whether the module has exactly the tensors that the layer needs, in the right shapes. */
    boolean isWhole() {
        return matches() == wanted.size() && unknown().isEmpty();
    }

    /** Returns how many of the layer's tensors the module has in the right shape. */
    long matches() {
        return wanted.stream()
                .filter(tensor -> {
                    StoredTensor array = found.get(tensor.suffix());
                    return array != null && array.dimensions().equals(tensor.there());
                })
                .count();
    }

    /** Returns the exception that describes the first mismatch. */
    UserInputException mismatch() {
        for (FileTensor tensor : wanted) {
            StoredTensor array = found.get(tensor.suffix());
            if (array == null || !array.dimensions().equals(tensor.there())) {
                String name = Quotes.quoted(array == null ? scheme.name(module, tensor.suffix()) : array.name());
                return new UserInputException(file + ": "
                        + (array == null ? "there is no tensor " + name : name + " has the shape " + array.dimensions())
                        + ", expected " + tensor.there() + " for " + tensor.parameter()
                        + "; use the model that the file was written with");
            }
        }
        StoredTensor unknown = unknown().get(0);
        return new UserInputException(file + ": " + Quotes.quoted(unknown.name()) + " of shape "
                + unknown.dimensions() + " has no place in " + node + ", which has "
                + wanted.stream().map(FileTensor::suffix).toList()
                + "; use the model that the file was written with");
    }

    private List<StoredTensor> unknown() {
        return found.entrySet().stream()
                .filter(entry ->
                        wanted.stream().noneMatch(tensor -> tensor.suffix().equals(entry.getKey())))
                .map(Map.Entry::getValue)
                .toList();
    }
}
