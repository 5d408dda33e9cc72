// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.List;

/** Flattening of a feature map to a vector, in the order height, width, channel. Maps (H, W, C) to (H·W·C). */
public record Flatten() implements Layer {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        long size = InputChecks.onlyMap(inputs).size();
        if (size > Integer.MAX_VALUE) {
            throw new InvalidModelException("the vector would have " + size + " values, expected at most "
                    + Integer.MAX_VALUE + "; pool first");
        }
        return Shape.vector((int) size);
    }

    @Override
    public ReceptiveField receptiveField(List<ReceptiveField> fields, List<Shape> inputs) {
        return ReceptiveField.WHOLE;
    }

    @Override
    public String title() {
        return "Flatten";
    }

    @Override
    public String stem() {
        return "flatten";
    }

    @Override
    public String call() {
        return "flatten()";
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
