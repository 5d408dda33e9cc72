// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.List;

/** Global max pooling (TensorFlow's Max): the maximum of each channel. Maps (H, W, C) to (1, 1, C). */
public record GlobalMaxPool2d() implements Layer {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Shape.map(1, 1, InputChecks.onlyMap(inputs).channels());
    }

    @Override
    public ReceptiveField receptiveField(List<ReceptiveField> fields, List<Shape> inputs) {
        return ReceptiveField.WHOLE;
    }

    @Override
    public String title() {
        return "AdaptiveMaxPool2d";
    }

    @Override
    public String stem() {
        return "global_max_pool";
    }

    @Override
    public String call() {
        return "globalMaxPool()";
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
