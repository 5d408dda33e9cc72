package dev.nin.model;

import java.util.List;

/**
 * Bilinear resizing of a feature map with half-pixel centres, as image libraries enlarge (TensorFlow's ResizeBilinear).
 *
 * @param size height and width of the result
 */
public record Resize(Size size) implements Layer {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Shape.map(size.height(), size.width(), Checks.onlyMap(inputs).channels());
    }

    @Override
    public boolean preparesInput() {
        return true;
    }

    @Override
    public String title() {
        return "Resize";
    }

    @Override
    public String stem() {
        return "resize";
    }

    @Override
    public String call() {
        return "resize(" + size.height() + ", " + size.width() + ")";
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
