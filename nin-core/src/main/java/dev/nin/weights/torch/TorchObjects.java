// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.torch;

import dev.nin.weights.format.DamagedFileException;
import java.util.ArrayList;
import java.util.List;

/** Creates descriptions of storages and tensors from a pickle's objects. */
final class TorchObjects {
    /** PyTorch's limit. */
    private static final int MOST_DIMENSIONS = 64;
    /** The parts of a persistent id: "storage", kind, key, device, count. */
    private static final int STORAGE_PARTS = 5;
    /** The parts of a tensor: storage, offset, shape, strides. */
    private static final int TENSOR_PARTS = 4;

    private TorchObjects() {}

    /** Returns a storage by its persistent id. */
    static TorchStorage storage(Object id) throws DamagedFileException {
        if (id instanceof List<?> parts
                && parts.size() >= STORAGE_PARTS
                && "storage".equals(parts.get(0))
                && parts.get(1) instanceof KnownGlobal kind
                && kind.type() != null
                && parts.get(2) instanceof String key
                && parts.get(4) instanceof Long count
                && count >= 0) {
            if (parts.size() > STORAGE_PARTS && parts.get(STORAGE_PARTS) != PickleStack.NONE) {
                throw new DamagedFileException(
                        "it has storages that are views of others, as PyTorch before 0.4 wrote",
                        "load it in Python and save its state_dict again");
            }
            return new TorchStorage(key, kind, count);
        }
        throw new DamagedFileException("its pickle refers to something external that is not a storage of numbers");
    }

    /** Returns the result of a call of a known function. */
    static Object made(Object function, Object arguments) throws DamagedFileException {
        if (function instanceof KnownGlobal known && arguments instanceof List<?> given) {
            switch (known) {
                case ORDERED_DICT -> {
                    return dictionary(given);
                }
                case REBUILD_TENSOR, REBUILD_TENSOR_V2 -> {
                    return tensor(given);
                }
                case REBUILD_PARAMETER -> {
                    if (!given.isEmpty() && given.get(0) instanceof TorchTensor tensor) {
                        return tensor;
                    }
                }
                default -> throw new DamagedFileException("its pickle calls " + known + ", a type of storage");
            }
        }
        throw new DamagedFileException("its pickle calls something that is not a function, or passes wrong arguments");
    }

    /** Creates a dictionary from no arguments or from pairs. */
    private static PickleStack.Dict dictionary(List<?> arguments) throws DamagedFileException {
        PickleStack.Dict made = new PickleStack.Dict();
        if (!arguments.isEmpty() && arguments.get(0) instanceof List<?> pairs) {
            for (Object each : pairs) {
                if (!(each instanceof List<?> pair) || pair.size() != 2) {
                    throw new DamagedFileException("its pickle makes a dictionary of something other than pairs");
                }
                made.put(pair.get(0), pair.get(1));
            }
        }
        return made;
    }

    private static TorchTensor tensor(List<?> arguments) throws DamagedFileException {
        if (arguments.size() >= TENSOR_PARTS
                && arguments.get(0) instanceof TorchStorage storage
                && arguments.get(1) instanceof Long offset
                && arguments.get(2) instanceof List<?> shape
                && arguments.get(3) instanceof List<?> steps
                && offset >= 0
                && shape.size() == steps.size()
                && shape.size() <= MOST_DIMENSIONS) {
            List<Integer> dimensions = new ArrayList<>(shape.size());
            List<Long> strides = new ArrayList<>(shape.size());
            for (int i = 0; i < shape.size(); i++) {
                dimensions.add((int) within(shape.get(i), Integer.MAX_VALUE));
                strides.add(within(steps.get(i), Long.MAX_VALUE));
            }
            return new TorchTensor(storage, offset, List.copyOf(dimensions), List.copyOf(strides));
        }
        throw new DamagedFileException(
                "its pickle makes a tensor of something other than storage, offset, shape and strides");
    }

    private static long within(Object value, long most) throws DamagedFileException {
        if (value instanceof Long number && number >= 0 && number <= most) {
            return number;
        }
        throw new DamagedFileException("its pickle has a tensor whose dimension or stride is not a valid number");
    }
}
