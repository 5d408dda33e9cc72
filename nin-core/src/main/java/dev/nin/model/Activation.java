package dev.nin.model;

import com.google.common.base.Ascii;
import java.util.List;

/**
 * A function of each value by itself; the shape stays.
 *
 * @param function which one
 */
public record Activation(Function function) implements Layer {
    /** The functions, each the TensorFlow operation of its name. */
    public enum Function {
        /** max(0, x). */
        RELU("ReLU"),
        /** 1 / (1 + exp(-x)). */
        SIGMOID("Sigmoid"),
        /** Hyperbolic tangent. */
        TANH("Tanh");

        private final String title;

        Function(String title) {
            this.title = title;
        }
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Checks.only(inputs);
    }

    @Override
    public String title() {
        return function.title;
    }

    @Override
    public String stem() {
        return Ascii.toLowerCase(function.name());
    }

    @Override
    public String call() {
        return stem() + "()";
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
