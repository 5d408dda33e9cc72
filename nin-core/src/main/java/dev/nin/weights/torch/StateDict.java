// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.torch;

import dev.nin.weights.format.DamagedFileException;
import dev.nin.weights.format.Quotes;
import dev.nin.weights.format.RefusedFileException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the state_dict in a pickle's object: the object itself, or an entry with one of the names that training
 * programs use.
 */
final class StateDict {
    private static final List<String> NESTED = List.of("state_dict", "model", "model_state_dict");

    private StateDict() {}

    /**
     * Returns the tensors of a state_dict.
     *
     * @param root the pickle's object
     * @return the tensors by name, in the order of the dictionary
     * @throws DamagedFileException if there is no state_dict, or a tensor does not lie within its storage
     */
    static Map<String, TorchTensor> of(Object root) throws DamagedFileException {
        if (root instanceof PickleStack.Dict dict) {
            Map<String, TorchTensor> own = tensors(dict);
            if (!own.isEmpty()) {
                return own;
            }
            for (String name : NESTED) {
                if (dict.entries().get(name) instanceof PickleStack.Dict nested) {
                    return tensors(nested);
                }
            }
        }
        throw new RefusedFileException(
                "it holds no state_dict, neither at the top level nor under one of " + NESTED,
                "save net.state_dict() alone");
    }

    private static Map<String, TorchTensor> tensors(PickleStack.Dict dict) throws DamagedFileException {
        Map<String, TorchTensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, Object> entry : dict.entries().entrySet()) {
            if (entry.getValue() instanceof TorchTensor tensor) {
                check(entry.getKey(), tensor);
                tensors.put(entry.getKey(), tensor);
            }
        }
        return tensors;
    }

    private static void check(String name, TorchTensor tensor) throws DamagedFileException {
        long extent = tensor.extent();
        long count = tensor.storage().count();
        if (extent > count || tensor.offset() > count - extent) {
            throw new DamagedFileException(Quotes.quoted(name) + " of shape " + tensor.dimensions() + " and strides "
                    + tensor.strides() + " starts at index " + tensor.offset() + " of a storage of " + count
                    + " values and does not fit into it");
        }
    }
}
