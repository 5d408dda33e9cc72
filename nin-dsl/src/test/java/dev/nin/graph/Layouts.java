// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import dev.nin.weights.Weights;
import java.util.List;

/** Arrays as they are, and in another order of dimensions. */
final class Layouts {
    private Layouts() {}

    /** An array as it is. */
    static float[] values(Weights weights, String name) {
        float[] values = new float[weights.values(name).remaining()];
        weights.values(name).get(values);
        return values;
    }

    /**
     * The same values with the dimensions in another order.
     *
     * @param values the last of four dimensions fastest
     * @param dimensions sizes of the four
     * @param order for each dimension of the result which one of the old it is
     */
    static float[] permuted(float[] values, List<Integer> dimensions, int... order) {
        int[] steps = new int[4];
        int step = 1;
        for (int dimension = 3; dimension >= 0; dimension--) {
            steps[dimension] = step;
            step *= dimensions.get(dimension);
        }
        float[] permuted = new float[values.length];
        int next = 0;
        for (int a = 0; a < dimensions.get(order[0]); a++) {
            for (int b = 0; b < dimensions.get(order[1]); b++) {
                for (int c = 0; c < dimensions.get(order[2]); c++) {
                    for (int d = 0; d < dimensions.get(order[3]); d++) {
                        permuted[next++] = values[
                                a * steps[order[0]] + b * steps[order[1]] + c * steps[order[2]] + d * steps[order[3]]];
                    }
                }
            }
        }
        return permuted;
    }
}
