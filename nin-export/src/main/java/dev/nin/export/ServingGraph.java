// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import com.google.common.collect.Streams;
import dev.nin.UserInputException;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.graph.GraphCompiler;
import dev.nin.graph.Mode;
import dev.nin.graph.ModelOperands;
import dev.nin.graph.ModelVariable;
import dev.nin.graph.SubScope;
import dev.nin.images.EncodedImages;
import dev.nin.messages.TensorInfos;
import dev.nin.model.Input;
import dev.nin.model.ModelSpec;
import dev.nin.savedmodel.SignatureNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;

/**
 * A model's inference graph with the inputs and outputs of all its signatures. {@code images} can be fed; if it is not,
 * it is decoded from {@code image_bytes}.
 *
 * @param graph the graph, owned by this record
 * @param tasks the model's tasks
 * @param variables the weights; none if they are constants
 * @param signatures the signatures by their keys
 */
record ServingGraph(Graph graph, ServedTasks tasks, List<ModelVariable> variables, Map<String, SignatureDef> signatures)
        implements AutoCloseable {
    /**
     * Builds the graph.
     *
     * @param checkpoint the model
     * @param options the signatures, the labels, whether the weights are constants, and the versions of each image
     * @throws UserInputException if a signature or a task does not fit the model
     */
    static ServingGraph of(Checkpoint checkpoint, GraphOptions options) {
        ModelSpec spec = checkpoint.spec();
        ServedTasks tasks = options.tasks(checkpoint);
        List<ServingSignature> signatures = options.signatures(checkpoint);
        signatures.forEach(signature -> signature.requireFit(tasks));
        Graph graph = new Graph();
        try {
            Ops tf = SubScope.of(Ops.create(graph));
            Map<String, Operand<?>> inputs = new LinkedHashMap<>();
            Operand<? extends TNumber> images = images(tf, spec.input(), signatures, inputs);
            ModelOperands model = model(checkpoint, options, signatures, tf.withSubScope("model"), images);
            Answers answers = Answers.emit(tf, model, tasks.goals(), signatures);
            if (!tasks.labels().isEmpty()) {
                tf.withName(LabelsFile.NODE).constant(LabelsFile.NAME);
            }
            return new ServingGraph(graph, tasks, model.variables(), definitions(signatures, inputs, answers));
        } catch (RuntimeException | Error e) {
            graph.close();
            throw e;
        }
    }

    private static ModelOperands model(
            Checkpoint checkpoint,
            GraphOptions options,
            List<ServingSignature> signatures,
            Ops tf,
            Operand<? extends TNumber> images) {
        if (options.variables()) {
            return GraphCompiler.apply(checkpoint.spec(), tf, images, Mode.inference(), options.augmentation());
        }
        Set<String> named = signatures.stream()
                .flatMap(signature -> signature.outputs().values().stream())
                .flatMap(value -> value instanceof ServedValue.NodeValue node ? Stream.of(node.node()) : Stream.of())
                .collect(Collectors.toSet());
        FoldedModel folded = FoldedModel.of(checkpoint.spec(), checkpoint.weights(), named);
        return GraphCompiler.apply(folded.spec(), tf, images, Mode.frozen(folded.weights()), options.augmentation());
    }

    /** Returns the types of its operations. */
    Set<String> operations() {
        return Streams.stream(graph.operations()).map(GraphOperation::type).collect(Collectors.toSet());
    }

    @Override
    public void close() {
        graph.close();
    }

    /** Emits the inputs, and stores them by their names in signatures. */
    private static Operand<? extends TNumber> images(
            Ops tf, Input input, List<ServingSignature> signatures, Map<String, Operand<?>> inputs) {
        Shape shape = Shape.of(-1, input.height(), input.width(), input.channels());
        Ops named = tf.withName(SignatureNames.IMAGES);
        Operand<? extends TNumber> images;
        if (signatures.stream().anyMatch(ServingSignature::takesFiles)) {
            Placeholder<TString> files =
                    tf.withName(SignatureNames.IMAGE_BYTES).placeholder(TString.class, Placeholder.shape(Shape.of(-1)));
            inputs.put(SignatureNames.IMAGE_BYTES, files);
            images = named.placeholderWithDefault(EncodedImages.emit(tf, files, input), shape);
        } else {
            images = input.pixels() == Input.Pixels.UINT8
                    ? named.placeholder(TUint8.class, Placeholder.shape(shape))
                    : named.placeholder(TFloat32.class, Placeholder.shape(shape));
        }
        inputs.put(SignatureNames.IMAGES, images);
        return images;
    }

    private static Map<String, SignatureDef> definitions(
            List<ServingSignature> signatures, Map<String, Operand<?>> inputs, Answers answers) {
        Map<String, SignatureDef> definitions = new LinkedHashMap<>();
        for (ServingSignature signature : signatures) {
            String input = signature.takesFiles() ? SignatureNames.IMAGE_BYTES : SignatureNames.IMAGES;
            SignatureDef.Builder definition = SignatureDef.newBuilder()
                    .setMethodName(ServingSignature.METHOD)
                    .putInputs(input, TensorInfos.of(Objects.requireNonNull(inputs.get(input))));
            answers.of(signature).forEach((name, value) -> definition.putOutputs(name, TensorInfos.of(value)));
            if (definitions.put(signature.key(), definition.build()) != null) {
                throw new UserInputException(
                        "two signatures have the key " + signature.key() + ", expected a unique key for each");
            }
        }
        return definitions;
    }
}
