// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import dev.nin.model.InvalidModelException;
import dev.nin.model.ModelSpec;
import dev.nin.model.Shape;
import dev.nin.model.Size;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Max;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.op.image.ResizeBilinear;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * Grad-CAM (Selvaraju et al. 2017): a heat map of the image areas that support a class. The channels of a feature map
 * are summed, each weighted by the mean gradient of the class's logit over its pixels. Negative values are set to 0,
 * and the rest is divided by the maximum.
 *
 * <pre>{@code
 * ModelOperands model = GraphCompiler.apply(spec, tf, images, Mode.frozen(weights));
 * GradCam cam = GradCam.of(spec, "dense_1").orElseThrow();
 * Operand<TFloat32> heat = cam.ofPredicted(tf, model);
 * }</pre>
 *
 * <p>For a network that ends with global average pooling and a dense layer, this is the positive part of the class
 * activation map (Zhou et al. 2016).
 *
 * @param spec the model
 * @param output the output with the classes' logits, a vector
 * @param node the node of the feature map, which must lead to the output
 */
public record GradCam(ModelSpec spec, String output, String node) {
    /**
     * Checks the names.
     *
     * @throws InvalidModelException if the output is unknown or a feature map, or the node is unknown, is a vector or
     *     does not lead to the output
     */
    public GradCam {
        requireVector(spec, output);
        Shape map = spec.shapes().get(node);
        boolean isMap = map != null && map.isMap();
        if (!isMap || !LastFeatureMap.leadingTo(spec, output).contains(node)) {
            String found = map == null ? "does not exist" : isMap ? "does not lead to it" : "is a vector";
            throw new InvalidModelException("Grad-CAM of output \"" + output + "\" in model \"" + spec.name()
                    + "\": node \"" + node + "\" " + found + ", expected a feature map that leads to the output"
                    + LastFeatureMap.of(spec, output)
                            .map(name -> ", such as \"" + name + "\"")
                            .orElse(""));
        }
    }

    /**
     * Returns Grad-CAM for the last feature map of more than one pixel that leads to an output, before pooling and
     * dropout.
     *
     * @param spec the model
     * @param output the output with the classes' logits, a vector
     * @return the Grad-CAM; empty if the output is computed from the image without a feature map in between
     * @throws InvalidModelException if the output is unknown or a feature map
     */
    public static Optional<GradCam> of(ModelSpec spec, String output) {
        requireVector(spec, output);
        return LastFeatureMap.of(spec, output).map(node -> new GradCam(spec, output, node));
    }

    /**
     * Emits the heat map of each image's predicted class, the one with the largest logit.
     *
     * @param tf operations of the model's graph, which determine the name scope
     * @param model the model applied for inference, with variables or constants
     * @return (batch, rows, columns) of the feature map, from 0 to 1; all 0 if nothing supports the class
     * @throws InvalidModelException if a gradient between the feature map and the output is missing or wrong in
     *     TensorFlow, or unchecked
     * @throws IllegalArgumentException if the model was applied for training, or is a different model
     */
    public Operand<TFloat32> ofPredicted(Ops tf, ModelOperands model) {
        return ofClasses(tf, model, tf.math.argMax(model.node(output), tf.constant(1)));
    }

    /**
     * Emits the heat map of a class for each image.
     *
     * @param tf operations of the model's graph, which determine the name scope
     * @param model the model applied for inference, with variables or constants
     * @param classes the class index of each image, from 0, of shape (batch); the map of an index without a class is
     *     all 0
     * @return (batch, rows, columns) of the feature map, from 0 to 1; all 0 if nothing supports the class
     * @throws InvalidModelException if a gradient between the feature map and the output is missing or wrong in
     *     TensorFlow, or unchecked
     * @throws IllegalArgumentException if the model was applied for training, or is a different model
     */
    public Operand<TFloat32> ofClasses(Ops tf, ModelOperands model, Operand<? extends TNumber> classes) {
        int count = Math.toIntExact(spec.shape(output).size());
        return ofWeights(tf, model, tf.oneHot(classes, tf.constant(count), tf.constant(1f), tf.constant(0f)));
    }

    /**
     * Emits the heat map of a weighted sum of logits for each image.
     *
     * @param tf operations of the model's graph, which determine the name scope
     * @param model the model applied for inference, with variables or constants
     * @param weights (batch, classes), such as a one-hot class, or 1 for one class and -1 for another
     * @return (batch, rows, columns) of the feature map, from 0 to 1; all 0 if nothing supports the sum
     * @throws InvalidModelException if a gradient between the feature map and the output is missing or wrong in
     *     TensorFlow, or unchecked
     * @throws IllegalArgumentException if the model was applied for training, or is a different model
     */
    public Operand<TFloat32> ofWeights(Ops tf, ModelOperands model, Operand<TFloat32> weights) {
        if (model.step().isPresent()) {
            throw new IllegalArgumentException("Grad-CAM: the model \"" + spec.name()
                    + "\" is applied for training, expected Mode.inference() or Mode.frozen(weights)");
        }
        Operand<TFloat32> computed = model.augmented().orElse(model).node(node);
        Operand<TFloat32> gradients = gradient(tf, model, computed, weights);
        Ops scoped = SubScope.of(tf).withSubScope("grad_cam");
        Operand<TFloat32> map = ofImages(scoped, model, computed);
        Operand<TFloat32> gradient = ofImages(scoped, model, gradients);
        Operand<TFloat32> importance =
                scoped.math.mean(gradient, scoped.constant(new int[] {1, 2}), Mean.keepDims(true));
        Operand<TFloat32> sum = scoped.sum(scoped.math.mul(map, importance), scoped.constant(-1));
        Operand<TFloat32> positive = scoped.nn.relu(sum);
        Operand<TFloat32> greatest = scoped.max(positive, scoped.constant(new int[] {1, 2}), Max.keepDims(true));
        return scoped.math.divNoNan(positive, greatest);
    }

    /**
     * Emits a heat map resized bilinearly, for example to the size of the image.
     *
     * @param tf operations of the heat map's graph
     * @param heat (batch, rows, columns), from 0 to 1
     * @param size height and width of the output
     * @return (batch, height, width), from 0 to 1
     */
    public static Operand<TFloat32> resized(Ops tf, Operand<TFloat32> heat, Size size) {
        Operand<TFloat32> resized = tf.image.resizeBilinear(
                tf.expandDims(heat, tf.constant(-1)),
                tf.constant(new int[] {size.height(), size.width()}),
                ResizeBilinear.halfPixelCenters(true));
        return tf.squeeze(resized, Squeeze.axis(List.of(-1L)));
    }

    /** Returns the values of the images, where a node also has those of their mirror images. */
    private static Operand<TFloat32> ofImages(Ops tf, ModelOperands model, Operand<TFloat32> values) {
        return model.augmented().isPresent() ? MirroredModel.ofImages(tf, values) : values;
    }

    private Operand<TFloat32> gradient(Ops tf, ModelOperands model, Operand<TFloat32> map, Operand<TFloat32> weights) {
        if (!(tf.scope().env() instanceof Graph graph)) {
            throw new IllegalArgumentException(
                    "Grad-CAM: the operations are not part of a graph, expected the model's graph");
        }
        Operand<TFloat32> logits = model.node(output);
        GradientAudit.firstFault(graph, logits, List.of(map.op().name()), model.checkedOperations())
                .ifPresent(fault -> {
                    throw new InvalidModelException("Grad-CAM of output \"" + output + "\" at node \"" + node + "\": "
                            + fault + "; choose a later node, or check it with CompiledModel.checkGradients and name "
                            + "the type in its checkedOperations()");
                });
        Output<?>[] of = {logits.asOutput()};
        Output<?>[] with = {weights.asOutput()};
        Output<?>[] gradients = graph.addGradients(null, of, new Output<?>[] {map.asOutput()}, with);
        return gradients[0].expect(TFloat32.class);
    }

    private static void requireVector(ModelSpec spec, String output) {
        if (!spec.outputs().contains(output)) {
            throw new InvalidModelException("Grad-CAM: model \"" + spec.name() + "\" has no output \"" + output
                    + "\", expected one of " + spec.outputs());
        }
        if (spec.shape(output).isMap()) {
            throw new InvalidModelException("Grad-CAM: output \"" + output + "\" of model \"" + spec.name()
                    + "\" is a feature map " + spec.shape(output)
                    + ", expected a vector of one value per class; choose another output");
        }
    }
}
