// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving.version;

import com.google.protobuf.ByteString;
import dev.nin.messages.PredictRequest;
import dev.nin.messages.TensorProtos;
import dev.nin.savedmodel.SignatureNames;
import dev.nin.savedmodel.WarmupRequests;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tensorflow.Tensor;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorProto;

/**
 * Runs a version until its answers take no longer than later ones will: TensorFlow optimizes a graph in its first run
 * for each set of outputs, and prepares kernels in the first run of each batch size.
 *
 * <p>It asks what its caller's clients ask. The images are those that the version's folder has for this, and gray ones.
 */
public final class WarmUp {
    private static final int MOST_ROUNDS = 20;
    private static final long LONGEST_NANOS = 1_000_000_000;
    /** A run that takes more than this fraction of the fastest before is no improvement. */
    private static final double IMPROVED = 0.9;
    /** The number of runs without an improvement after which it ends; more than one, since single runs vary. */
    private static final int STABLE_ROUNDS = 3;

    private WarmUp() {}

    /**
     * Runs a version.
     *
     * @param questions what clients ask
     * @param sizes the batch sizes, besides those of the folder's requests
     * @throws dev.nin.UserInputException if the version cannot be run, or its folder's requests cannot be read
     */
    public static void run(ServedModel model, List<? extends Question<?>> questions, Set<Integer> sizes) {
        List<ImageInput> inputs = inputs(model, sizes);
        for (Question<?> question : questions) {
            inputs.forEach(input -> runUntilStable(model, question, input));
        }
    }

    private static void runUntilStable(ServedModel model, Question<?> question, ImageInput input) {
        long start = System.nanoTime();
        long fastest = Long.MAX_VALUE;
        int stable = 0;
        for (int round = 0; round < MOST_ROUNDS && stable < STABLE_ROUNDS; round++) {
            long from = System.nanoTime();
            if (round > 1 && from - start > LONGEST_NANOS) {
                return;
            }
            model.ask(question, input);
            long nanos = System.nanoTime() - from;
            stable = nanos > IMPROVED * fastest ? stable + 1 : 0;
            fastest = Math.min(fastest, nanos);
        }
    }

    private static List<ImageInput> inputs(ServedModel model, Set<Integer> sizes) {
        Map<String, SignatureDef> asked = new TreeMap<>();
        asked.put(
                SignatureNames.DEFAULT,
                Objects.requireNonNull(model.signatures().get(SignatureNames.DEFAULT)));
        if (model.takesFiles()) {
            asked.put(
                    SignatureNames.ENCODED,
                    Objects.requireNonNull(model.signatures().get(SignatureNames.ENCODED)));
        }
        Set<Integer> missing = new TreeSet<>(sizes);
        List<ImageInput> inputs = new ArrayList<>();
        for (PredictRequest request : WarmupRequests.read(model.folder())) {
            if (asked.containsKey(request.signature())) {
                input(request).ifPresent(input -> {
                    inputs.add(input);
                    missing.remove(model.images(input));
                });
            }
        }
        for (PredictRequest request : WarmupRequests.of("model", asked, List.copyOf(missing))) {
            inputs.add(input(request).orElseThrow());
        }
        return inputs;
    }

    /** Returns the images of a request; empty if another program wrote it in a form that is not read here. */
    private static Optional<ImageInput> input(PredictRequest request) {
        TensorProto images = request.inputs().values().iterator().next();
        if (images.getDtype() == DataType.DT_STRING && images.getStringValCount() > 0) {
            return Optional.of(ImageInputs.encoded(images.getStringValList().stream()
                    .map(ByteString::toByteArray)
                    .toList()));
        }
        if (images.getDtype() == DataType.DT_UINT8 && !images.getTensorContent().isEmpty()) {
            return Optional.of(ImageInput.pixels(
                    request.signature(), images.getTensorContent().toByteArray()));
        }
        if (images.getDtype() != DataType.DT_UINT8 || images.getIntValCount() != 1) {
            return Optional.empty();
        }
        try (Tensor filled = TensorProtos.tensor(images)) {
            byte[] pixels = new byte[Math.toIntExact(filled.shape().size())];
            filled.asRawTensor().data().read(pixels);
            return Optional.of(ImageInput.pixels(request.signature(), pixels));
        }
    }
}
