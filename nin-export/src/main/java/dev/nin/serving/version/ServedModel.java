// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving.version;

import dev.nin.UserInputException;
import dev.nin.messages.TensorInfos;
import dev.nin.savedmodel.ModelManifest;
import dev.nin.savedmodel.RunnableModel;
import dev.nin.savedmodel.ServedTask;
import dev.nin.savedmodel.SignatureNames;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.tensorflow.Tensor;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/**
 * One loaded version, run by its signatures {@code serving_default}, {@code encoded} or others. It is
 * reference-counted: each running request holds it, and the last release closes it.
 */
public final class ServedModel {
    private final RunnableModel model;
    private final SignatureDef plain;
    private final boolean takesFiles;
    private final Shape imageShape;
    private final Question.Source source;
    private int holders = 1;
    /** Whether a thread waits for the last release, to close the model itself. */
    private boolean isRetired;

    private ServedModel(RunnableModel model, SignatureDef plain, AnswerKind kind, List<ServedTask> tasks) {
        this.model = model;
        this.plain = plain;
        SignatureDef encoded = model.signatures().get(SignatureNames.ENCODED);
        this.takesFiles = encoded != null && ImageSignatures.takesFiles(encoded, kind);
        this.imageShape =
                TensorInfos.shape(plain.getInputsOrThrow(SignatureNames.IMAGES)).takeLast(3);
        this.source = new Question.Source(
                name(model.folder()), tasks.size() == 1 ? tasks.get(0).names() : List.of());
    }

    /**
     * Loads a version, held by the caller.
     *
     * @param allowed the operations to accept besides those that only compute
     * @throws UserInputException if it cannot be loaded or does not return the requested kind of prediction
     */
    public static ServedModel load(Path version, ConfigProto config, Set<String> allowed, AnswerKind kind) {
        RunnableModel model = ModelLoader.load(version, config, allowed);
        try {
            List<ServedTask> tasks = model.manifest().map(ModelManifest::tasks).orElse(List.of());
            SignatureDef signature = model.signatures().get(SignatureNames.DEFAULT);
            boolean isComplete = signature != null && ImageSignatures.takesPixels(signature, kind);
            // A model that returns classes can be used as a classifier, whatever its task.
            if (!kind.isOf(tasks) && !(kind == AnswerKind.CLASS && isComplete)) {
                throw new UserInputException("model " + version + " " + kind.refusal(tasks));
            }
            if (signature == null || !isComplete) {
                throw new UserInputException("model " + version + " has no signature " + SignatureNames.DEFAULT
                        + " from " + SignatureNames.IMAGES + " to " + kind.description()
                        + "; export it with this library");
            }
            return new ServedModel(model, signature, kind, tasks);
        } catch (RuntimeException | Error e) {
            model.close();
            throw e;
        }
    }

    /** Adds a holder, unless the model is closed already. */
    public synchronized boolean hold() {
        if (holders == 0) {
            return false;
        }
        holders++;
        return true;
    }

    /** Removes a holder; the last one closes the model. */
    public void release() {
        boolean closes;
        synchronized (this) {
            holders--;
            closes = holders == 0 && !isRetired;
            if (holders == 0) {
                notifyAll();
            }
        }
        if (closes) {
            model.close();
        }
    }

    /**
     * Removes the caller as a holder, waits for the others, and closes the model, so that no request has to. If
     * interrupted, it leaves this to the last request.
     */
    public void retire() {
        synchronized (this) {
            holders--;
            isRetired = true;
            try {
                while (holders > 0) {
                    wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                isRetired = false;
                if (holders > 0) {
                    return;
                }
            }
        }
        model.close();
    }

    /** Returns the version's folder. */
    public Path folder() {
        return model.folder();
    }

    /** Returns the name of the version's folder, such as 3. */
    public String version() {
        return source.version();
    }

    /** Returns (height, width, channels), since shapes with an unknown batch are never equal. */
    public Shape imageShape() {
        return imageShape;
    }

    /** Returns whether it takes image files of any size. */
    public boolean takesFiles() {
        return takesFiles;
    }

    /** Returns the signatures by their keys. */
    Map<String, SignatureDef> signatures() {
        return model.signatures();
    }

    /** Returns the number of images of an input, counting a partial one as one. */
    public int images(ImageInput input) {
        return input.areFiles()
                ? input.files().size()
                : Math.toIntExact(Math.max(1, input.bytes() / imageShape.size()));
    }

    /**
     * Runs a signature on one or more images.
     *
     * @return a prediction for each image
     * @throws UserInputException if there is no such signature, its inputs or outputs do not fit, or an image is
     *     damaged
     */
    public <T> List<T> ask(Question<T> question, ImageInput input) {
        if (input.areFiles()) {
            return ask(question, input.files());
        }
        String key = input.signature();
        return ask(question, key.equals(SignatureNames.DEFAULT) ? plain : pixelSignature(key), input.pixels());
    }

    private SignatureDef pixelSignature(String key) {
        SignatureDef signature = model.signatures().get(key);
        boolean isFit = signature != null
                && ImageSignatures.takesPixels(signature, AnswerKind.ANY)
                && imageShape.equals(TensorInfos.shape(signature.getInputsOrThrow(SignatureNames.IMAGES))
                        .takeLast(3));
        if (signature == null || !isFit) {
            throw new UserInputException("model " + folder() + " has no signature \"" + key + "\" from "
                    + SignatureNames.IMAGES + " to " + AnswerKind.ANY.description() + ", expected one of "
                    + new TreeSet<>(model.signatures().keySet()) + "; export it with that signature");
        }
        return signature;
    }

    private <T> List<T> ask(Question<T> question, SignatureDef signature, byte[] pixels) {
        long imageBytes = imageShape.size();
        if (pixels.length == 0 || pixels.length % imageBytes != 0) {
            throw new UserInputException("the images have " + pixels.length + " bytes, expected a multiple of "
                    + imageBytes + " for " + imageShape.get(0) + "×" + imageShape.get(1) + "×" + imageShape.get(2));
        }
        Shape shape = Shape.of(pixels.length / imageBytes, imageShape.get(0), imageShape.get(1), imageShape.get(2));
        try (TUint8 images = TUint8.tensorOf(shape, DataBuffers.of(pixels, true, false))) {
            return ask(question, signature, SignatureNames.IMAGES, images);
        } catch (RuntimeException e) {
            throw unsound(e);
        }
    }

    private <T> List<T> ask(Question<T> question, List<byte[]> files) {
        SignatureDef encoded = model.signatures().get(SignatureNames.ENCODED);
        if (encoded == null || !takesFiles) {
            throw new UserInputException("model " + folder() + " has no signature " + SignatureNames.ENCODED
                    + "; decode the images, or export the model again");
        }
        try (TString bytes = TString.tensorOfBytes(NdArrays.vectorOfObjects(files.toArray(byte[][]::new)))) {
            return ask(question, encoded, SignatureNames.IMAGE_BYTES, bytes);
        } catch (TFInvalidArgumentException e) {
            throw new UserInputException(
                    (files.size() == 1 ? "the image" : "one of the " + files.size() + " images")
                            + " cannot be decoded; use undamaged PNG or JPEG files",
                    e);
        } catch (RuntimeException e) {
            throw unsound(e);
        }
    }

    private <T> List<T> ask(Question<T> question, SignatureDef signature, String input, Tensor images) {
        List<String> outputs = question.outputs().isEmpty()
                ? signature.getOutputsMap().keySet().stream().sorted().toList()
                : question.outputs();
        try (RunnableModel.Outputs result = model.run(signature, Map.of(input, images), outputs)) {
            Map<String, Tensor> answers = new LinkedHashMap<>();
            for (int i = 0; i < outputs.size(); i++) {
                answers.put(outputs.get(i), result.get(i));
            }
            return question.reader().read(answers, source);
        }
    }

    /**
     * Converts any exception: a model from elsewhere may return anything, and TensorFlow's exceptions have no common
     * superclass.
     */
    private UserInputException unsound(RuntimeException problem) {
        return new UserInputException(
                "model " + folder() + " cannot be run (" + problem.getMessage()
                        + "); use fewer images per request, or export it again",
                problem);
    }

    private static String name(Path folder) {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return name == null ? folder.toString() : name.toString();
    }
}
