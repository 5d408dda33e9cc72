// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.onnx.runtime;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.google.common.collect.ImmutableSortedMap;
import dev.nin.savedmodel.ServedTask;
import dev.nin.savedmodel.SignatureNames;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/**
 * Describes what an ONNX file takes and returns as a SavedModel's signatures do.
 *
 * @param plain the signature of the file itself, and the names of classes whose numbers the file computes
 * @param labels those names in the order of their numbers, by the output with the numbers
 */
record OnnxSignatures(SignatureDef plain, Map<String, List<String>> labels) {
    /**
     * Reads a file's inputs and outputs.
     *
     * @param tasks the model's tasks
     */
    static OnnxSignatures of(OrtSession session, List<ServedTask> tasks) throws OrtException {
        SignatureDef.Builder plain = SignatureDef.newBuilder();
        described(session.getInputInfo()).forEach(plain::putInputs);
        described(session.getOutputInfo()).forEach(plain::putOutputs);
        Map<String, List<String>> labels = new TreeMap<>();
        for (ServedTask task : tasks) {
            String numbers = (tasks.size() == 1 ? "" : task.output() + "_") + SignatureNames.CLASS_IDS;
            if (plain.containsOutputs(numbers) && !task.names().isEmpty()) {
                labels.put(numbers, task.names());
                plain.putOutputs(classes(numbers), vector(classes(numbers)));
            }
        }
        return new OnnxSignatures(plain.build(), labels);
    }

    /** Returns the output with the numbers of an output's classes; the output itself if it has others. */
    String numbers(String output) {
        return labels.keySet().stream()
                .filter(numbers -> classes(numbers).equals(output))
                .findFirst()
                .orElse(output);
    }

    private static String classes(String numbers) {
        return numbers.substring(0, numbers.length() - SignatureNames.CLASS_IDS.length()) + SignatureNames.CLASSES;
    }

    /** Returns whether images are its only input and consist of bytes, as decoded files do. */
    boolean takesBytes() {
        return plain.getInputsMap().keySet().equals(Set.of(SignatureNames.IMAGES))
                && plain.getInputsOrThrow(SignatureNames.IMAGES).getDtype() == DataType.DT_UINT8;
    }

    /**
     * Returns the signatures by their keys.
     *
     * @param takesFiles whether one of them takes image files
     */
    Map<String, SignatureDef> definitions(boolean takesFiles) {
        if (!takesFiles) {
            return ImmutableSortedMap.of(SignatureNames.DEFAULT, plain);
        }
        SignatureDef encoded = plain.toBuilder()
                .clearInputs()
                .putInputs(SignatureNames.IMAGE_BYTES, vector(SignatureNames.IMAGE_BYTES))
                .build();
        return ImmutableSortedMap.of(SignatureNames.DEFAULT, plain, SignatureNames.ENCODED, encoded);
    }

    private static Map<String, TensorInfo> described(Map<String, NodeInfo> values) {
        Map<String, TensorInfo> described = new TreeMap<>();
        values.forEach((name, value) -> {
            if (value.getInfo() instanceof ai.onnxruntime.TensorInfo info) {
                described.put(name, info(name, OnnxTensors.type(name, info), info.getShape()));
            }
        });
        return described;
    }

    private static TensorInfo vector(String name) {
        return info(name, DataType.DT_STRING, -1);
    }

    private static TensorInfo info(String name, DataType type, long... sizes) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (long size : sizes) {
            shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
        }
        return TensorInfo.newBuilder()
                .setName(name)
                .setDtype(type)
                .setTensorShape(shape)
                .build();
    }
}
