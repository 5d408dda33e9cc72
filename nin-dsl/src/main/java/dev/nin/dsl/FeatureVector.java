package dev.nin.dsl;

import dev.nin.model.Activation;
import dev.nin.model.Dropout;
import dev.nin.model.InvalidModelException;
import dev.nin.model.Layer;
import dev.nin.model.ModelSpec;
import dev.nin.model.Shape;
import java.util.List;
import java.util.function.Supplier;

/**
 * A stage of a network whose values form a vector: behind a flattening or a global pooling, where no convolution or
 * pooling makes sense any more. Immutable, as {@link FeatureMap}.
 */
public final class FeatureVector {
    private final Stage stage;

    FeatureVector(Stage stage) {
        this.stage = stage;
    }

    /**
     * The shape of this stage's values.
     *
     * @return a shape of one dimension
     */
    public Shape shape() {
        return stage.shape();
    }

    /**
     * The same stage under a name, instead of one made of its kind and number.
     *
     * @param name unique within the model
     * @return this layer, named
     */
    public FeatureVector named(String name) {
        return new FeatureVector(stage.named(name));
    }

    /**
     * Fully connected layer with a bias.
     *
     * @param units size of the result
     * @return a vector of as many values
     */
    public FeatureVector dense(int units) {
        return vector("dense(" + units + ")", () -> Layers.dense(units));
    }

    /**
     * max(0, x).
     *
     * @return the vector of the same size
     */
    public FeatureVector relu() {
        return vector("relu()", () -> new Activation(Activation.Function.RELU));
    }

    /**
     * 1 / (1 + exp(-x)).
     *
     * @return the vector of the same size
     */
    public FeatureVector sigmoid() {
        return vector("sigmoid()", () -> new Activation(Activation.Function.SIGMOID));
    }

    /**
     * Hyperbolic tangent.
     *
     * @return the vector of the same size
     */
    public FeatureVector tanh() {
        return vector("tanh()", () -> new Activation(Activation.Function.TANH));
    }

    /**
     * Sets values to zero in training with the given probability and scales the rest; nothing in inference.
     *
     * @param rate probability of a zero, from 0 up to but not including 1
     * @return the vector of the same size
     */
    public FeatureVector dropout(double rate) {
        return vector("dropout(" + rate + ")", () -> new Dropout((float) rate));
    }

    /**
     * The model whose output this stage is, made of all stages that lead to it. For a classifier this stage holds the
     * logits: training and export add the softmax.
     *
     * @param name the model's name
     * @return the model as data
     * @throws InvalidModelException if a name is illegal or given twice
     */
    public ModelSpec build(String name) {
        return SpecBuilder.build(name, stage);
    }

    private FeatureVector vector(String call, Supplier<? extends Layer> layer) {
        return new FeatureVector(Stage.after(List.of(stage), call, layer));
    }
}
