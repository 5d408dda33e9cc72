// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.torch;

import dev.nin.weights.format.StoredTensor;
import java.util.List;
import java.util.Objects;

/**
 * A view of a storage.
 *
 * @param storage the storage
 * @param offset the index of the first value in it
 * @param dimensions the shape
 * @param strides for each dimension, the distance to the next value along it
 */
record TorchTensor(TorchStorage storage, long offset, List<Integer> dimensions, List<Long> strides) {
    /** Returns the tensor in the form common to all formats. */
    StoredTensor named(String name) {
        return new StoredTensor(name, Objects.requireNonNull(storage.kind().type()), dimensions);
    }

    /** Returns the number of storage values that the tensor spans; {@link Long#MAX_VALUE} if it overflows. */
    long extent() {
        long last = 0;
        for (int i = 0; i < dimensions.size(); i++) {
            int dimension = dimensions.get(i);
            if (dimension == 0) {
                return 0;
            }
            long stride = strides.get(i);
            if (stride > Integer.MAX_VALUE) {
                return dimension == 1 ? last + 1 : Long.MAX_VALUE;
            }
            last += (dimension - 1) * stride;
            if (last > Long.MAX_VALUE / 2) {
                return Long.MAX_VALUE;
            }
        }
        return last + 1;
    }

    /** Returns whether the values are contiguous, the last dimension varying fastest. */
    boolean isContiguous() {
        long expected = 1;
        for (int i = dimensions.size() - 1; i >= 0; i--) {
            if (dimensions.get(i) != 1 && strides.get(i) != expected) {
                return false;
            }
            expected *= dimensions.get(i);
        }
        return true;
    }

    /**
     * Returns the values in order, the last dimension varying fastest.
     *
     * @param run the storage's values from the first one to the last
     */
    float[] gathered(float[] run) {
        float[] values = new float[Math.toIntExact(StoredTensor.size(dimensions))];
        int[] place = new int[dimensions.size()];
        long at = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = run[(int) at];
            for (int axis = place.length - 1; axis >= 0; axis--) {
                at += strides.get(axis);
                if (++place[axis] < dimensions.get(axis)) {
                    break;
                }
                at -= strides.get(axis) * dimensions.get(axis);
                place[axis] = 0;
            }
        }
        return values;
    }
}
