package dev.nin.export;

import dev.nin.graph.CompiledModel;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;

/**
 * The signature {@code serving_default}: images as they are stored, (batch, height, width, channels), to
 * {@code probabilities} (batch, classes) and {@code classes}, the likeliest label (batch).
 */
final class ServingSignature {
    static final String KEY = "serving_default";
    static final String IMAGES = "images";
    static final String PROBABILITIES = "probabilities";
    static final String CLASSES = "classes";
    private static final String METHOD = "tensorflow/serving/predict";

    private ServingSignature() {}

    /** Adds the outputs to the model's graph. */
    static SignatureDef emit(CompiledModel model, List<String> labels) {
        Ops tf = Ops.create(model.graph());
        Operand<TFloat32> probabilities = tf.withName(PROBABILITIES).nn.softmax(model.logits());
        Operand<TInt32> likeliest = tf.math.argMax(model.logits(), tf.constant(1), TInt32.class);
        Operand<TString> names = labels(tf, labels);
        Operand<TString> classes = tf.withName(CLASSES).gather(names, likeliest, tf.constant(0));
        return SignatureDef.newBuilder()
                .setMethodName(METHOD)
                .putInputs(IMAGES, tensorInfo(model.input().asOutput()))
                .putOutputs(PROBABILITIES, tensorInfo(probabilities.asOutput()))
                .putOutputs(CLASSES, tensorInfo(classes.asOutput()))
                .build();
    }

    /** Whether a signature has all that {@link #emit} gives one. */
    static boolean isComplete(SignatureDef signature) {
        return signature.containsInputs(IMAGES)
                && signature.getInputsOrThrow(IMAGES).getDtype() == DataType.DT_UINT8
                && imageShape(signature).numDimensions() == 4
                && !imageShape(signature).takeLast(3).hasUnknownDimension()
                && signature.containsOutputs(PROBABILITIES)
                && signature.containsOutputs(CLASSES);
    }

    /** The shape of the images, the batch as -1. */
    static Shape imageShape(SignatureDef signature) {
        return Shape.of(signature.getInputsOrThrow(IMAGES).getTensorShape().getDimList().stream()
                .mapToLong(TensorShapeProto.Dim::getSize)
                .toArray());
    }

    private static Operand<TString> labels(Ops tf, List<String> labels) {
        try (TString tensor = TString.vectorOf(labels.toArray(String[]::new))) {
            return tf.withName("labels").constantOf(tensor);
        }
    }

    private static TensorInfo tensorInfo(Output<?> output) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (long dimension : output.shape().asArray()) {
            shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(dimension));
        }
        return TensorInfo.newBuilder()
                .setName(output.op().name() + ":" + output.index())
                .setDtype(output.dataType())
                .setTensorShape(shape)
                .build();
    }
}
