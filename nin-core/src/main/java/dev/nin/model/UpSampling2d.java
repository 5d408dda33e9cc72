// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.List;

/**
 * Upsampling of a feature map by integer factors. Maps (H, W, C) to (H · height, W · width, C).
 *
 * @param factor factors of height and width
 * @param interpolation the interpolation method
 */
public record UpSampling2d(Size factor, Interpolation interpolation) implements Layer {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape input = InputChecks.onlyMap(inputs);
        return Shape.map(
                Math.multiplyExact(input.height(), factor.height()),
                Math.multiplyExact(input.width(), factor.width()),
                input.channels());
    }

    @Override
    public ReceptiveField receptiveField(List<ReceptiveField> fields, List<Shape> inputs) {
        Shape output = outputShape(inputs);
        return fields.get(0).resized(inputs.get(0), new Size(output.height(), output.width()), interpolation);
    }

    @Override
    public String title() {
        return "Upsample";
    }

    @Override
    public String stem() {
        return "up_sampling";
    }

    @Override
    public String call() {
        return "upSampling(" + factor.argument() + ")";
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
