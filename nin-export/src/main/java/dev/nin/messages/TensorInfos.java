// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.messages;

import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/** Descriptions of a signature's tensors: name, type and shape, the batch as -1. */
public final class TensorInfos {
    private TensorInfos() {}

    /** Describes an output of an operation. */
    public static TensorInfo of(Operand<?> operand) {
        Output<?> output = operand.asOutput();
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        if (output.shape().isUnknown()) {
            shape.setUnknownRank(true);
        } else {
            for (long dimension : output.shape().asArray()) {
                shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(dimension));
            }
        }
        return TensorInfo.newBuilder()
                .setName(output.op().name() + ":" + output.index())
                .setDtype(output.dataType())
                .setTensorShape(shape)
                .build();
    }

    /** Returns the operation of a tensor's name, such as {@code name}, {@code name:1} or {@code ^name}. */
    public static String operation(String tensor) {
        int colon = tensor.indexOf(':');
        String name = colon < 0 ? tensor : tensor.substring(0, colon);
        return name.startsWith("^") ? name.substring(1) : name;
    }

    /** Returns the shape in a description. */
    public static Shape shape(TensorInfo info) {
        return Shape.of(info.getTensorShape().getDimList().stream()
                .mapToLong(TensorShapeProto.Dim::getSize)
                .toArray());
    }
}
