package dev.nin.export;

import dev.nin.model.UserInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/** An exported model, loaded to classify images. Safe for use by several threads. */
public final class Predictor implements AutoCloseable {
    private final Path folder;
    private final SavedModelBundle bundle;
    private final SignatureDef signature;
    private final Shape imageShape;

    private Predictor(Path folder, SavedModelBundle bundle, SignatureDef signature, Shape imageShape) {
        this.folder = folder;
        this.bundle = bundle;
        this.signature = signature;
        this.imageShape = imageShape;
    }

    /**
     * Loads a version with TensorFlow's default session.
     *
     * @param folder a version's folder, or a model's folder for its newest version
     * @return the loaded model, to be closed by the caller
     * @throws UserInputException if there is no version or it is no model of this library
     */
    public static Predictor open(Path folder) {
        return open(folder, ConfigProto.getDefaultInstance());
    }

    /**
     * Loads a version.
     *
     * @param folder a version's folder, or a model's folder for its newest version
     * @param config what the session is told
     * @return the loaded model, to be closed by the caller
     * @throws UserInputException if there is no version or it is no model of this library
     */
    public static Predictor open(Path folder, ConfigProto config) {
        Path version = version(folder);
        SavedModelBundle bundle;
        try {
            bundle = SavedModelBundle.loader(version.toString())
                    .withTags(SavedModelFiles.TAG)
                    .withConfigProto(config)
                    .load();
        } catch (TensorFlowException e) {
            throw new UserInputException("model " + version + " cannot be loaded; export it again", e);
        }
        SignatureDef signature = bundle.metaGraphDef().getSignatureDefMap().get(ServingSignature.DEFAULT);
        if (signature == null || !isComplete(signature)) {
            bundle.close();
            throw new UserInputException("model " + version + " has no signature " + ServingSignature.DEFAULT + " from "
                    + ServingSignature.IMAGES + " to " + ServingSignature.PROBABILITIES + " and "
                    + ServingSignature.CLASSES + "; export it with this library");
        }
        return new Predictor(version, bundle, signature, imageShape(signature));
    }

    /**
     * The version that was loaded.
     *
     * @return its folder
     */
    public Path folder() {
        return folder;
    }

    /**
     * Rows of pixels of an image.
     *
     * @return the height
     */
    public int height() {
        return (int) imageShape.get(1);
    }

    /**
     * Columns of pixels of an image.
     *
     * @return the width
     */
    public int width() {
        return (int) imageShape.get(2);
    }

    /**
     * Values a pixel.
     *
     * @return 1 for grey, 3 for colour
     */
    public int channels() {
        return (int) imageShape.get(3);
    }

    /**
     * Classifies images.
     *
     * @param pixels one or more images, (count, height, width, channels), uint8
     * @return a prediction for each
     * @throws UserInputException if the bytes are not those of whole images
     */
    public List<Prediction> predict(byte[] pixels) {
        int imageBytes = height() * width() * channels();
        if (pixels.length == 0 || pixels.length % imageBytes != 0) {
            throw new UserInputException("the images have " + pixels.length + " bytes, expected a multiple of "
                    + imageBytes + " for " + height() + "×" + width() + "×" + channels());
        }
        Shape shape = Shape.of(pixels.length / imageBytes, height(), width(), channels());
        try (TUint8 images = TUint8.tensorOf(shape, DataBuffers.of(pixels, true, false));
                Result result = bundle.session()
                        .runner()
                        .feed(
                                signature
                                        .getInputsOrThrow(ServingSignature.IMAGES)
                                        .getName(),
                                images)
                        .fetch(signature
                                .getOutputsOrThrow(ServingSignature.PROBABILITIES)
                                .getName())
                        .fetch(signature
                                .getOutputsOrThrow(ServingSignature.CLASSES)
                                .getName())
                        .run()) {
            return predictions((TFloat32) result.get(0), (TString) result.get(1));
        }
    }

    @Override
    public void close() {
        bundle.close();
    }

    private static List<Prediction> predictions(TFloat32 probabilities, TString labels) {
        List<Prediction> predictions = new ArrayList<>();
        for (int i = 0; i < probabilities.shape().get(0); i++) {
            List<Float> each = new ArrayList<>();
            float greatest = Float.NEGATIVE_INFINITY;
            for (int c = 0; c < probabilities.shape().get(1); c++) {
                float probability = probabilities.getFloat(i, c);
                each.add(probability);
                greatest = Math.max(greatest, probability);
            }
            predictions.add(new Prediction(labels.getObject(i), greatest, each));
        }
        return predictions;
    }

    /** Whether a signature has all that the answers are read from. */
    private static boolean isComplete(SignatureDef signature) {
        return signature.containsInputs(ServingSignature.IMAGES)
                && signature.getInputsOrThrow(ServingSignature.IMAGES).getDtype() == DataType.DT_UINT8
                && imageShape(signature).numDimensions() == 4
                && !imageShape(signature).takeLast(3).hasUnknownDimension()
                && signature.containsOutputs(ServingSignature.PROBABILITIES)
                && signature.containsOutputs(ServingSignature.CLASSES);
    }

    private static Shape imageShape(SignatureDef signature) {
        return TensorInfos.shape(signature.getInputsOrThrow(ServingSignature.IMAGES));
    }

    private static Path version(Path folder) {
        if (Files.isRegularFile(folder.resolve(SavedModelFiles.GRAPH))) {
            return folder;
        }
        VersionDirectory versions = new VersionDirectory(folder);
        OptionalLong newest = versions.newest();
        if (newest.isEmpty()) {
            throw new UserInputException(folder + " holds no model: neither " + SavedModelFiles.GRAPH
                    + " nor a version such as 1; name a folder that export wrote");
        }
        return versions.version(newest.getAsLong());
    }
}
