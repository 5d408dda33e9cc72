// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving.version;

import dev.nin.messages.TensorInfos;
import dev.nin.savedmodel.ServedTask;
import dev.nin.savedmodel.SignatureNames;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;

/** A kind of prediction, with the class that returns it and the outputs that it needs. */
public enum AnswerKind {
    /** One class per image, which models of other libraries may predict as well. */
    CLASS(
            "classes",
            "Predictor",
            new Output(SignatureNames.PROBABILITIES, DataType.DT_FLOAT, 2),
            new Output(SignatureNames.CLASSES, DataType.DT_STRING, 1)),
    /** Several tags per image. */
    TAGS("tags", "MultiLabelPredictor", new Output(SignatureNames.PROBABILITIES, DataType.DT_FLOAT, 2)),
    /** One or more numbers per image. */
    VALUES("values", "Regressor", new Output(SignatureNames.VALUES, DataType.DT_FLOAT, 2)),
    /** A class for each pixel. */
    MASK(
            "masks",
            "Segmenter",
            new Output(SignatureNames.MASK, DataType.DT_UINT8, 3),
            new Output(SignatureNames.PROBABILITIES, DataType.DT_FLOAT, 4)),
    /** All outputs of the model. */
    ANY("answers", "ModelRunner");

    /** The types whose values an answer can hold. */
    private static final Set<DataType> READABLE = EnumSet.of(
            DataType.DT_FLOAT,
            DataType.DT_UINT8,
            DataType.DT_INT32,
            DataType.DT_INT64,
            DataType.DT_BOOL,
            DataType.DT_STRING);

    /** A required output. */
    private record Output(String name, DataType type, int rank) {
        boolean isIn(SignatureDef signature) {
            if (!signature.containsOutputs(name)) {
                return false;
            }
            TensorInfo tensor = signature.getOutputsOrThrow(name);
            return tensor.getDtype() == type && TensorInfos.shape(tensor).numDimensions() == rank;
        }
    }

    private final String answers;
    private final String asker;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable, and so is an Output.
    private final List<Output> outputs;

    AnswerKind(String answers, String asker, Output... outputs) {
        this.answers = answers;
        this.asker = asker;
        this.outputs = List.of(outputs);
    }

    /** Returns whether a signature has the required outputs. */
    boolean isAnsweredBy(SignatureDef signature) {
        return outputs.stream().allMatch(output -> output.isIn(signature))
                && (this != ANY
                        || signature.getOutputsMap().values().stream()
                                .map(TensorInfo::getDtype)
                                .allMatch(READABLE::contains));
    }

    /** Returns whether models with these tasks return this kind; the tasks of models without a manifest are unknown. */
    boolean isOf(List<ServedTask> tasks) {
        return this == ANY || tasks.isEmpty() || (tasks.size() == 1 && of(tasks.get(0)) == this);
    }

    /** Describes why a model with other tasks does not fit, and which class fits it. */
    String refusal(List<ServedTask> tasks) {
        String kinds = tasks.stream().map(ServedTask::kind).collect(Collectors.joining(" and "));
        return "has the task" + (tasks.size() == 1 ? " " : "s ") + kinds + ", expected " + answers + "; use "
                + (tasks.size() == 1 ? of(tasks.get(0)) : ANY).asker;
    }

    /** Returns the required outputs, such as "probabilities and classes". */
    String description() {
        return this == ANY
                ? "numbers or strings"
                : outputs.stream().map(Output::name).collect(Collectors.joining(" and "));
    }

    private static AnswerKind of(ServedTask task) {
        return Arrays.stream(values())
                .filter(kind -> kind != ANY && kind.name().equalsIgnoreCase(task.target()))
                .findFirst()
                .orElse(ANY);
    }
}
