// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.List;

/**
 * Elementwise product of two or more inputs. A map of one pixel is broadcast over the pixels of the others, as in
 * squeeze-and-excitation.
 */
public record Multiply() implements Layer {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape largest = InputChecks.several(inputs);
        for (Shape input : inputs) {
            largest = input.size() > largest.size() ? input : largest;
        }
        for (Shape input : inputs) {
            boolean onePixel = input.isMap() && largest.isMap() && input.equals(Shape.map(1, 1, largest.channels()));
            if (!input.equals(largest) && !onePixel) {
                throw new InvalidModelException("its inputs are " + inputs
                        + ", expected equal shapes, or 1×1 maps with as many channels;"
                        + " pool or convolve the others first");
            }
        }
        return largest;
    }

    @Override
    public String title() {
        return "Multiply";
    }

    @Override
    public String stem() {
        return "multiply";
    }

    @Override
    public String call() {
        return "multiply(...)";
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
