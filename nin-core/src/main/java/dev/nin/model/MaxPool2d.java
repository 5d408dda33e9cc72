package dev.nin.model;

import java.util.List;

/**
 * Greatest value of each window that moves over a feature map (TensorFlow's MaxPool without padding). From (H, W, C) to
 * ((H - window) / stride + 1, likewise, C), rounded down.
 *
 * @param window height and width of the window
 * @param stride step of the window
 */
public record MaxPool2d(Size window, Size stride) implements Layer {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape input = Checks.onlyMap(inputs);
        Size output = Window.output("window", input, window, stride, Padding.valid());
        return Shape.map(output.height(), output.width(), input.channels());
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
        return "maxPool(" + window.argument() + ", " + stride.argument() + ")";
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
