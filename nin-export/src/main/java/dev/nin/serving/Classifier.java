// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving;

import dev.nin.messages.TensorInfos;
import dev.nin.messages.TensorProtos;
import dev.nin.model.UserInputException;
import dev.nin.savedmodel.LoadedModel;
import dev.nin.savedmodel.SignatureNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.Result;
import org.tensorflow.Tensor;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/**
 * One loaded version, asked by its signatures {@code serving_default} and, where it has it, {@code encoded}. Held by
 * all who ask it at the moment; the last to release it closes it.
 */
final class Classifier {
    private static final List<String> OUTPUTS = List.of(SignatureNames.PROBABILITIES, SignatureNames.CLASSES);

    private final LoadedModel model;
    private final SignatureDef plain;
    private final boolean takesFiles;
    private final Shape imageShape;
    private int holders = 1;

    private Classifier(LoadedModel model, SignatureDef plain) {
        this.model = model;
        this.plain = plain;
        SignatureDef encoded = model.signatures().get(SignatureNames.ENCODED);
        this.takesFiles = encoded != null
                && encoded.getInputsMap().keySet().equals(Set.of(SignatureNames.IMAGE_BYTES))
                && isOf(encoded.getInputsOrThrow(SignatureNames.IMAGE_BYTES), DataType.DT_STRING, 1)
                && answers(encoded);
        this.imageShape = TensorInfos.shape(plain.getInputsOrThrow(SignatureNames.IMAGES));
    }

    /**
     * Loads a version, held by the caller.
     *
     * @throws UserInputException if it cannot be loaded or is no model of this library
     */
    static Classifier load(Path version, ConfigProto config) {
        LoadedModel model = LoadedModel.load(version, config);
        SignatureDef signature = model.signatures().get(SignatureNames.DEFAULT);
        if (signature == null || !isComplete(signature)) {
            model.close();
            throw new UserInputException("model " + version + " has no signature " + SignatureNames.DEFAULT + " from "
                    + SignatureNames.IMAGES + " to " + SignatureNames.PROBABILITIES + " and "
                    + SignatureNames.CLASSES + "; export it with this library");
        }
        return new Classifier(model, signature);
    }

    /** Holds this model too, unless it is closed already. */
    synchronized boolean hold() {
        if (holders == 0) {
            return false;
        }
        holders++;
        return true;
    }

    /** Ends a holding; the last one closes the model. */
    void release() {
        boolean last;
        synchronized (this) {
            holders--;
            last = holders == 0;
        }
        if (last) {
            model.close();
        }
    }

    Path folder() {
        return model.folder();
    }

    /** Of the images it takes: (batch, height, width, channels), the batch as -1. */
    Shape imageShape() {
        return imageShape;
    }

    /** Whether it takes image files of any size. */
    boolean takesFiles() {
        return takesFiles;
    }

    /** Classifies one or more images, (count, height, width, channels). */
    List<Prediction> classify(byte[] pixels) {
        long imageBytes = imageShape.takeLast(3).size();
        if (pixels.length == 0 || pixels.length % imageBytes != 0) {
            throw new UserInputException("the images have " + pixels.length + " bytes, expected a multiple of "
                    + imageBytes + " for " + imageShape.get(1) + "×" + imageShape.get(2) + "×" + imageShape.get(3));
        }
        Shape shape = Shape.of(pixels.length / imageBytes, imageShape.get(1), imageShape.get(2), imageShape.get(3));
        try (TUint8 images = TUint8.tensorOf(shape, DataBuffers.of(pixels, true, false))) {
            return classify(plain, SignatureNames.IMAGES, images);
        } catch (RuntimeException e) {
            throw unsound(e);
        }
    }

    /**
     * Classifies image files.
     *
     * @throws UserInputException if one cannot be decoded
     */
    List<Prediction> classify(List<byte[]> files) {
        SignatureDef encoded = model.signatures().get(SignatureNames.ENCODED);
        if (encoded == null || !takesFiles) {
            throw new UserInputException("model " + folder() + " has no signature " + SignatureNames.ENCODED
                    + "; decode the images, or export the model again");
        }
        try (TString bytes = TString.tensorOfBytes(NdArrays.vectorOfObjects(files.toArray(byte[][]::new)))) {
            return classify(encoded, SignatureNames.IMAGE_BYTES, bytes);
        } catch (TFInvalidArgumentException e) {
            throw new UserInputException(
                    (files.size() == 1 ? "the image" : "one of the " + files.size() + " images")
                            + " cannot be decoded; use whole PNG or JPEG files",
                    e);
        } catch (RuntimeException e) {
            throw unsound(e);
        }
    }

    private List<Prediction> classify(SignatureDef signature, String input, Tensor images) {
        try (Result result = model.run(signature, Map.of(input, images), OUTPUTS)) {
            TFloat32 probabilities = (TFloat32) result.get(0);
            TString labels = (TString) result.get(1);
            float[] all = TensorProtos.floats(probabilities);
            int classes = (int) probabilities.shape().get(1);
            List<Prediction> predictions = new ArrayList<>();
            for (int from = 0; from < all.length; from += classes) {
                List<Float> each = new ArrayList<>(classes);
                float greatest = Float.NEGATIVE_INFINITY;
                for (int i = from; i < from + classes; i++) {
                    each.add(all[i]);
                    greatest = Math.max(greatest, all[i]);
                }
                predictions.add(new Prediction(labels.getObject(from / classes), greatest, each));
            }
            return predictions;
        }
    }

    /** A model from elsewhere may answer anything, and TensorFlow's exceptions have no class in common. */
    private UserInputException unsound(RuntimeException problem) {
        return new UserInputException(
                "model " + folder() + " cannot be run (" + problem.getMessage()
                        + "); ask for fewer images at once, or export it again",
                problem);
    }

    private static boolean answers(SignatureDef signature) {
        return OUTPUTS.stream().allMatch(signature::containsOutputs)
                && isOf(signature.getOutputsOrThrow(SignatureNames.PROBABILITIES), DataType.DT_FLOAT, 2)
                && isOf(signature.getOutputsOrThrow(SignatureNames.CLASSES), DataType.DT_STRING, 1);
    }

    private static boolean isOf(TensorInfo tensor, DataType type, int rank) {
        return tensor.getDtype() == type && TensorInfos.shape(tensor).numDimensions() == rank;
    }

    /** Whether a signature has all that pixels are sent to and answers are read from. */
    private static boolean isComplete(SignatureDef signature) {
        if (!signature.getInputsMap().keySet().equals(Set.of(SignatureNames.IMAGES))) {
            return false;
        }
        TensorInfo images = signature.getInputsOrThrow(SignatureNames.IMAGES);
        return isOf(images, DataType.DT_UINT8, 4)
                && !TensorInfos.shape(images).takeLast(3).hasUnknownDimension()
                && answers(signature);
    }
}
