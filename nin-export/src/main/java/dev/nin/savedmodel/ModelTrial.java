// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.savedmodel;

import dev.nin.UserInputException;
import dev.nin.messages.PredictRequest;
import dev.nin.messages.TensorProtos;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.tensorflow.Tensor;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.types.TFloat32;

/**
 * A loaded model's valid response to one test request: one row for each image, all numbers finite.
 *
 * @param signature the signature's key
 * @param batch the number of images
 * @param milliseconds the time of the response
 */
public record ModelTrial(String signature, long batch, double milliseconds) {
    /** Batches of one and two images: one row for each shows that the batch is the first dimension. */
    private static final List<Integer> BATCHES = List.of(1, 2);

    /**
     * Runs each signature with one image and with two.
     *
     * @param name the name under which the model is served
     * @param signatures the model's signatures by their keys
     * @throws UserInputException if a signature cannot take images, fails, or returns invalid outputs
     */
    public static List<ModelTrial> ofEach(RunnableModel model, String name, Map<String, SignatureDef> signatures) {
        return run(model, WarmupRequests.of(name, signatures, BATCHES));
    }

    /**
     * Runs requests.
     *
     * @throws UserInputException if the model has no such signature, fails, or returns invalid outputs
     */
    public static List<ModelTrial> run(RunnableModel model, List<PredictRequest> requests) {
        List<ModelTrial> trials = new ArrayList<>();
        for (PredictRequest request : requests) {
            SignatureDef signature = model.signatures().get(request.signature());
            if (signature == null) {
                throw new UserInputException("model " + model.folder() + " has no signature \"" + request.signature()
                        + "\" that its warm-up uses; export it again");
            }
            if (!request.inputs().keySet().equals(signature.getInputsMap().keySet())) {
                throw new UserInputException("model " + model.folder() + ": the warm-up of signature "
                        + request.signature() + " sends "
                        + new TreeSet<>(request.inputs().keySet()) + ", expected "
                        + new TreeSet<>(signature.getInputsMap().keySet()) + "; export it again");
            }
            trials.add(run(model, request, signature));
        }
        return trials;
    }

    private static ModelTrial run(RunnableModel model, PredictRequest request, SignatureDef signature) {
        List<String> outputs =
                signature.getOutputsMap().keySet().stream().sorted().toList();
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, TensorProto> input : request.inputs().entrySet()) {
                inputs.put(input.getKey(), TensorProtos.tensor(input.getValue()));
            }
            Tensor first = inputs.values().iterator().next();
            long batch = first.rank() == 0 ? 1 : first.shape().get(0);
            long start = System.nanoTime();
            try (RunnableModel.Outputs result = model.run(signature, inputs, outputs)) {
                double milliseconds = (System.nanoTime() - start) / 1e6;
                for (int i = 0; i < outputs.size(); i++) {
                    requireSound(model, request.signature() + "'s " + outputs.get(i), result.get(i), batch);
                }
                return new ModelTrial(request.signature(), batch, milliseconds);
            }
        } catch (UserInputException e) {
            throw e;
        } catch (RuntimeException e) {
            // TensorFlow's exceptions have no common superclass, and a model from elsewhere may return anything.
            throw new UserInputException(
                    "model " + model.folder() + ": signature " + request.signature() + " cannot be run ("
                            + e.getMessage() + "); export it again",
                    e);
        } finally {
            inputs.values().forEach(Tensor::close);
        }
    }

    private static void requireSound(RunnableModel model, String output, Tensor tensor, long batch) {
        if (tensor.rank() == 0 || tensor.shape().get(0) != batch) {
            throw new UserInputException("model " + model.folder() + ": " + output + " has the shape " + tensor.shape()
                    + " for " + batch + " images, expected a row for each; export it again");
        }
        if (tensor instanceof TFloat32 numbers) {
            for (float number : TensorProtos.floats(numbers)) {
                if (!Float.isFinite(number)) {
                    throw new UserInputException("model " + model.folder() + ": " + output + " is " + number
                            + ", expected a finite number; use another checkpoint");
                }
            }
        }
    }
}
