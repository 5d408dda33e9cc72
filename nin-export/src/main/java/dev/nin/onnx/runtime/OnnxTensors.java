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
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

    /** Returns the type of an input or output; empty if it is not converted here. */
    static Optional<DataType> type(TensorInfo info) {
        return Optional.ofNullable(TYPES.get(info.type));
    }

    /** Copies a tensor of TensorFlow; the caller closes both. */
    static OnnxTensor of(Tensor tensor) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        long[] shape = tensor.shape().asArray();
        ByteBuffer bytes =
                ByteBuffer.allocateDirect(Math.toIntExact(tensor.numBytes())).order(ByteOrder.nativeOrder());
        byte[] data = new byte[bytes.remaining()];
        tensor.asRawTensor().data().read(data);
        bytes.put(data).flip();
        return tensor instanceof TFloat32
                ? OnnxTensor.createTensor(environment, bytes.asFloatBuffer(), shape)
                : OnnxTensor.createTensor(environment, bytes, shape, OnnxJavaType.UINT8);
    }

    /** Copies a tensor of ONNX Runtime; the caller closes both. */
    static Tensor of(OnnxTensor tensor) {
        Shape shape = Shape.of(tensor.getInfo().getShape());
        return switch (tensor.getInfo().type) {
            case FLOAT -> {
                FloatBuffer values = tensor.getFloatBuffer();
                yield TFloat32.tensorOf(shape, DataBuffers.of(values));
            }
            case INT64 -> {
                LongBuffer values = tensor.getLongBuffer();
                yield TInt64.tensorOf(shape, DataBuffers.of(values));
            }
            case UINT8 -> {
                ByteBuffer values = tensor.getByteBuffer();
                yield TUint8.tensorOf(shape, DataBuffers.of(values));
            }
            default ->
                throw new UserInputException("an output is "
                        + tensor.getInfo().type.name().toLowerCase(Locale.ROOT)
                        + ", expected float, uint8 or int64");
        };
    }
}
