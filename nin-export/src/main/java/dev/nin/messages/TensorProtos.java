// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.messages;

import com.google.protobuf.ByteString;
import dev.nin.UserInputException;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/** Converts tensors of the types that models take to and from messages. */
public final class TensorProtos {
    private static final long MOST_VALUES = 1 << 26;

    private TensorProtos() {}

    /** Returns a tensor filled with one value, which the message holds once. */
    public static TensorProto filled(DataType type, Shape shape, int value) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setDtype(type).setTensorShape(shape(shape));
        return type == DataType.DT_UINT8
                ? tensor.addIntVal(value).build()
                : tensor.addFloatVal(value).build();
    }

    /** Returns a vector of strings. */
    public static TensorProto strings(List<ByteString> values) {
        return TensorProto.newBuilder()
                .setDtype(DataType.DT_STRING)
                .setTensorShape(shape(Shape.of(values.size())))
                .addAllStringVal(values)
                .build();
    }

    /**
     * Returns the tensor of a message created by {@link #filled} or {@link #strings}.
     *
     * @return the tensor, to be closed by the caller
     * @throws UserInputException if the message has another form
     */
    public static Tensor tensor(TensorProto proto) {
        Shape shape = Shape.of(proto.getTensorShape().getDimList().stream()
                .mapToLong(TensorShapeProto.Dim::getSize)
                .toArray());
        int size = size(shape);
        if (proto.getDtype() == DataType.DT_UINT8 && proto.getIntValCount() == 1) {
            byte[] values = new byte[size];
            Arrays.fill(values, (byte) proto.getIntVal(0));
            return TUint8.tensorOf(shape, DataBuffers.of(values, true, false));
        }
        if (proto.getDtype() == DataType.DT_FLOAT && proto.getFloatValCount() == 1) {
            float[] values = new float[size];
            Arrays.fill(values, proto.getFloatVal(0));
            return TFloat32.tensorOf(shape, DataBuffers.of(values, true, false));
        }
        if (proto.getDtype() == DataType.DT_STRING && proto.getStringValCount() == size) {
            return TString.tensorOfBytes(NdArrays.vectorOfObjects(proto.getStringValList().stream()
                    .map(ByteString::toByteArray)
                    .toArray(byte[][]::new)));
        }
        throw unknown(proto, shape);
    }

    private static UserInputException unknown(TensorProto proto, Shape shape) {
        return new UserInputException("a tensor of " + proto.getDtype() + " " + shape
                + " in the warm-up file is not one that this library writes; export the model again");
    }

    /** Returns a tensor's values, the last dimension varying fastest. */
    public static float[] floats(TFloat32 tensor) {
        float[] values = new float[Math.toIntExact(tensor.size())];
        tensor.asRawTensor().data().asFloats().read(values);
        return values;
    }

    /** Returns a shape's size. A message may hold one value for all, so a small one can claim any size. */
    private static int size(Shape shape) {
        long size = 1;
        for (long dimension : shape.asArray()) {
            if (dimension < 0 || size * Math.min(dimension, MOST_VALUES + 1) > MOST_VALUES) {
                throw new UserInputException(
                        "a tensor of shape " + shape + " in the warm-up file has more than " + MOST_VALUES
                                + " values, or a negative size; export the model with fewer or smaller warm-up batches");
            }
            size *= dimension;
        }
        return (int) size;
    }

    private static TensorShapeProto shape(Shape shape) {
        TensorShapeProto.Builder proto = TensorShapeProto.newBuilder();
        for (long dimension : shape.asArray()) {
            proto.addDim(TensorShapeProto.Dim.newBuilder().setSize(dimension));
        }
        return proto.build();
    }
}
