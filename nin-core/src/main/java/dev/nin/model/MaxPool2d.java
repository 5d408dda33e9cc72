// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.List;

/**
 * Max pooling (TensorFlow's MaxPool). Maps (H, W, C) to ((H - window) / stride + 1, (W - window) / stride + 1, C),
 * rounded down, where H and W include the padding.
 *
 * @param window height and width of the window
 * @param stride step of the window
 * @param padding pixels added around the input; smaller than the window on each side
 */
public record MaxPool2d(Size window, Size stride, Padding padding) implements Layer {
    /** @throws InvalidModelException if the padding is as wide as the window */
    public MaxPool2d {
        Window.requireNarrow(padding, window);
    }

    /**
     * Creates a pooling without padding.
     *
     * @param window height and width of the window
     * @param stride step of the window
     */
    public MaxPool2d(Size window, Size stride) {
        this(window, stride, Padding.valid());
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape input = InputChecks.onlyMap(inputs);
        Size output = Window.output("window", input, window, stride, padding);
        return Shape.map(output.height(), output.width(), input.channels());
    }

    @Override
    public ReceptiveField receptiveField(List<ReceptiveField> fields, List<Shape> inputs) {
        return fields.get(0).through(window, stride);
    }

    @Override
    public String title() {
        return "MaxPool2d";
    }

    @Override
    public String stem() {
        return "max_pool";
    }

    @Override
    public String call() {
        return "maxPool(" + window.argument() + ", " + stride.argument()
                + (padding.equals(Padding.valid()) ? ")" : ", " + padding + ")");
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
