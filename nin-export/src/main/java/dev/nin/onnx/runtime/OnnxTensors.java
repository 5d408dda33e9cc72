// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.onnx.runtime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import dev.nin.UserInputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Map;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/** Converts tensors between ONNX Runtime and TensorFlow. */
final class OnnxTensors {
    private static final Map<OnnxJavaType, DataType> TYPES = Map.of(
            OnnxJavaType.FLOAT, DataType.DT_FLOAT,
            OnnxJavaType.UINT8, DataType.DT_UINT8,
            OnnxJavaType.INT64, DataType.DT_INT64);

    private OnnxTensors() {}

    /**
     * Returns the type of an input or output.
     *
     * @throws UserInputException if this library writes no such type
     */
    static DataType type(String name, TensorInfo info) {
        DataType type = TYPES.get(info.type);
        if (type == null) {
            throw new UserInputException(name + " is "
                    + info.type.name().toLowerCase(Locale.ROOT)
                    + ", expected float, uint8 or int64; export the model again");
        }
        return type;
    }

    /** Copies a tensor of TensorFlow; the caller closes both. */
    static OnnxTensor of(Tensor tensor) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        long[] shape = tensor.shape().asArray();
        ByteBuffer bytes =
                ByteBuffer.allocateDirect(Math.toIntExact(tensor.numBytes())).order(ByteOrder.nativeOrder());
        tensor.asRawTensor().data().copyTo(DataBuffers.of(bytes.duplicate()), bytes.capacity());
        return tensor instanceof TFloat32
                ? OnnxTensor.createTensor(environment, bytes.asFloatBuffer(), shape)
                : OnnxTensor.createTensor(environment, bytes, shape, OnnxJavaType.UINT8);
    }

    /** Copies a tensor of one of these types; the caller closes both. */
    static Tensor of(OnnxTensor tensor) {
        Shape shape = Shape.of(tensor.getInfo().getShape());
        return switch (tensor.getInfo().type) {
            case INT64 -> TInt64.tensorOf(shape, DataBuffers.of(tensor.getLongBuffer()));
            case UINT8 -> TUint8.tensorOf(shape, DataBuffers.of(tensor.getByteBuffer()));
            default -> TFloat32.tensorOf(shape, DataBuffers.of(tensor.getFloatBuffer()));
        };
    }
}
