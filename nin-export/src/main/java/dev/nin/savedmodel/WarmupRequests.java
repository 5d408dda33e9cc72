// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.savedmodel;

import com.google.protobuf.ByteString;
import dev.nin.InvalidSettingException;
import dev.nin.UserInputException;
import dev.nin.files.Reasons;
import dev.nin.images.ImagePixels;
import dev.nin.messages.PredictRequest;
import dev.nin.messages.RecordFile;
import dev.nin.messages.TensorInfos;
import dev.nin.messages.TensorProtos;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorProto;

/**
 * Requests that a server runs when it loads a model, so that the first client does not wait for TensorFlow's one-time
 * work: one for each signature and batch size, with gray images.
 */
public final class WarmupRequests {
    private static final String FILE = "tf_serving_warmup_requests";
    private static final int GREATEST_NUMBER = 1000;
    private static final Set<DataType> PIXELS = Set.of(DataType.DT_UINT8, DataType.DT_FLOAT);
    /** The maximum number of values of an image, so that a batch of two still fits into an array. */
    private static final long GREATEST_IMAGE = Integer.MAX_VALUE / 4;

    private static final String FIX = "; use a model that this library exported";
    private static final int GRAY = 128;
    private static final int SIDE = 32;

    private WarmupRequests() {}

    /**
     * Creates the requests.
     *
     * @param model the name under which the model is served
     * @param signatures the signatures by their keys
     * @param batchSizes the batch sizes for each signature
     * @throws UserInputException if there are more requests than a server accepts
     */
    public static List<PredictRequest> of(
            String model, Map<String, SignatureDef> signatures, List<Integer> batchSizes) {
        int number = signatures.size() * batchSizes.size();
        if (number > GREATEST_NUMBER) {
            throw new InvalidSettingException(
                    "warmUp",
                    "of " + signatures.size() + " signatures in " + batchSizes.size()
                            + " batch sizes makes " + number + " requests, expected at most " + GREATEST_NUMBER
                            + "; name fewer sizes");
        }
        List<PredictRequest> requests = new ArrayList<>();
        signatures.forEach((key, signature) -> {
            requireAskable(key, signature);
            for (int batch : batchSizes) {
                Map<String, TensorProto> inputs = new LinkedHashMap<>();
                signature.getInputsMap().forEach((name, input) -> inputs.put(name, tensor(input, batch)));
                requests.add(new PredictRequest(model, key, inputs));
            }
        });
        return requests;
    }

    /** Writes requests into a SavedModel's folder where a server expects them. */
    public static void write(Path model, List<PredictRequest> requests) throws IOException {
        RecordFile.write(
                model.resolve(SavedModelFormat.EXTRA).resolve(FILE),
                requests.stream().map(PredictRequest::toLogEntry).toList());
    }

    /**
     * Reads a SavedModel's requests.
     *
     * @return the requests; none if there is no file
     * @throws UserInputException if the file is damaged
     */
    public static List<PredictRequest> read(Path model) {
        Path file = model.resolve(SavedModelFormat.EXTRA).resolve(FILE);
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            List<PredictRequest> requests = new ArrayList<>();
            for (ByteString record : RecordFile.read(file)) {
                requests.add(PredictRequest.ofLogEntry(record));
            }
            return requests;
        } catch (IOException e) {
            throw new UserInputException(
                    "warm-up file " + file + " cannot be read (" + Reasons.of(e) + "); export the model again", e);
        }
    }

    /** Rejects a signature of another library's model whose inputs are not images. */
    private static void requireAskable(String key, SignatureDef signature) {
        if (signature.getInputsMap().isEmpty()) {
            throw new UserInputException("signature " + key + " has no inputs, expected images" + FIX);
        }
        new TreeMap<>(signature.getInputsMap()).forEach((name, input) -> {
            Shape shape = TensorInfos.shape(input);
            boolean known = shape.numDimensions() > 0 && !shape.tail().hasUnknownDimension();
            boolean images = known
                    && (input.getDtype() == DataType.DT_STRING
                            ? name.equals(SignatureNames.IMAGE_BYTES) && shape.numDimensions() == 1
                            : PIXELS.contains(input.getDtype()) && shape.tail().size() <= GREATEST_IMAGE);
            if (!images) {
                String type = input.getDtype().name().replace("DT_", "").toLowerCase(Locale.ROOT);
                throw new UserInputException("signature " + key + " takes " + name + ", " + type + " "
                        + (input.getTensorShape().getUnknownRank() ? "of any shape" : shape)
                        + ", expected a batch of images (uint8 or float of a known shape) or of image files ("
                        + SignatureNames.IMAGE_BYTES + ")" + FIX);
            }
        });
    }

    private static TensorProto tensor(TensorInfo input, int batch) {
        if (input.getDtype() == DataType.DT_STRING) {
            List<ByteString> files = new ArrayList<>();
            for (int i = 0; i < batch; i++) {
                // Alternates between two formats, since each has its own decoder.
                files.add(ByteString.copyFrom(ImagePixels.encode(greyImage(), i % 2 == 0 ? "png" : "jpeg")));
            }
            return TensorProtos.strings(files);
        }
        long[] shape = TensorInfos.shape(input).asArray();
        shape[0] = batch;
        return TensorProtos.filled(input.getDtype(), Shape.of(shape), GRAY);
    }

    private static BufferedImage greyImage() {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < SIDE * SIDE; i++) {
            image.getRaster().setSample(i % SIDE, i / SIDE, 0, GRAY);
        }
        return image;
    }
}
