// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.List;

/** The checks of input shapes that layers share, with their error messages. */
final class InputChecks {
    private InputChecks() {}

    static void splits(Shape input, int groups) {
        if (input.channels() % groups != 0) {
            throw new InvalidModelException("the input " + input + " has " + input.channels()
                    + " channels, which cannot be split into " + groups + " groups; use a divisor of it");
        }
    }

    static Shape only(List<Shape> inputs) {
        if (inputs.size() != 1) {
            throw new InvalidModelException("it has " + inputs.size() + " inputs, expected exactly 1");
        }
        return inputs.get(0);
    }

    static Shape several(List<Shape> inputs) {
        if (inputs.size() < 2) {
            throw new InvalidModelException("it has " + inputs.size() + " inputs, expected at least 2");
        }
        return inputs.get(0);
    }

    static Shape onlyMap(List<Shape> inputs) {
        Shape input = only(inputs);
        if (!input.isMap()) {
            throw new InvalidModelException("its input " + input
                    + " is a vector, expected a feature map; put this layer before the flattening");
        }
        return input;
    }
}
