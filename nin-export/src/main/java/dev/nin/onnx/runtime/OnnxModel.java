// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.onnx.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.nin.UserInputException;
import dev.nin.savedmodel.ModelManifest;
import dev.nin.savedmodel.RunnableModel;
import dev.nin.savedmodel.SignatureNames;
import dev.nin.versions.VersionFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;

/**
 * A version with an ONNX file, loaded into ONNX Runtime. Its signatures are those of the same model as a SavedModel:
 * {@code serving_default}, with the labels of a classifier, and {@code encoded}, for which TensorFlow decodes the
 * files.
 */
public final class OnnxModel implements RunnableModel {
    private final Path folder;
    private final ModelManifest manifest;
    private final String producer;
    private final OnnxSignatures named;
    private final Map<String, SignatureDef> signatures;
    private final OrtSession session;
    private final @Nullable ImageDecoder decoder;

    private OnnxModel(
            Path folder,
            ModelManifest manifest,
            String producer,
            OnnxSignatures named,
            OrtSession session,
            @Nullable ImageDecoder decoder) {
        this.folder = folder;
        this.manifest = manifest;
        this.producer = producer;
        this.named = named;
        this.signatures = named.definitions(decoder != null);
        this.session = session;
        this.decoder = decoder;
    }

    /**
     * Loads a version.
     *
     * @param config the number of threads; its other settings are for TensorFlow, which decodes image files
     * @throws UserInputException if it has no manifest, differs from it, or cannot be loaded
     */
    public static OnnxModel load(Path version, ConfigProto config) {
        ModelManifest manifest = ModelManifest.read(version)
                .orElseThrow(() -> new UserInputException("model " + version
                        + " has no manifest, expected an ONNX file that this library exported; run it in ONNX Runtime"
                        + " directly"));
        manifest.requireWhole(version, VersionFormat.ONNX.file());
        Path file = version.resolve(VersionFormat.ONNX.file());
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            if (config.getIntraOpParallelismThreads() > 0) {
                options.setIntraOpNumThreads(config.getIntraOpParallelismThreads());
            }
            return start(
                    version, manifest, OrtEnvironment.getEnvironment().createSession(file.toString(), options), config);
        } catch (OrtException e) {
            throw new UserInputException(
                    "model " + version + " cannot be loaded (" + e.getMessage() + "); export it again", e);
        }
    }

    private static OnnxModel start(Path version, ModelManifest manifest, OrtSession session, ConfigProto config)
            throws OrtException {
        ImageDecoder decoder = null;
        try {
            OnnxSignatures signatures = OnnxSignatures.of(session, manifest.tasks());
            if (signatures.takesBytes()) {
                decoder = ImageDecoder.of(manifest.input(), config);
            }
            String producer = session.getMetadata().getProducerName() + " "
                    + session.getMetadata()
                            .getCustomMetadataValue("nin_version")
                            .orElse("");
            return new OnnxModel(version, manifest, producer.strip(), signatures, session, decoder);
        } catch (OrtException | RuntimeException | Error e) {
            if (decoder != null) {
                decoder.close();
            }
            session.close();
            throw e;
        }
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public Optional<ModelManifest> manifest() {
        return Optional.of(manifest);
    }

    @Override
    public Map<String, SignatureDef> signatures() {
        return signatures;
    }

    @Override
    public String runtime() {
        return "ONNX Runtime " + OrtEnvironment.getEnvironment().getVersion();
    }

    @Override
    public String producer() {
        return producer;
    }

    @Override
    public Outputs run(SignatureDef signature, Map<String, ? extends Tensor> inputs, List<String> outputs) {
        Tensor encoded = inputs.get(SignatureNames.IMAGE_BYTES);
        if (encoded == null || decoder == null) {
            return run(inputs, outputs);
        }
        try (Tensor decoded = decoder.decode(encoded)) {
            return run(Map.of(SignatureNames.IMAGES, decoded), outputs);
        }
    }

    private Outputs run(Map<String, ? extends Tensor> inputs, List<String> outputs) {
        Set<String> fetched = new LinkedHashSet<>();
        outputs.forEach(name -> fetched.add(named.numbers(name)));
        Map<String, OnnxTensor> fed = new LinkedHashMap<>();
        List<Tensor> results = new ArrayList<>();
        try {
            for (Map.Entry<String, ? extends Tensor> input : inputs.entrySet()) {
                fed.put(input.getKey(), OnnxTensors.of(input.getValue()));
            }
            try (OrtSession.Result result = session.run(fed, fetched)) {
                for (String name : outputs) {
                    results.add(output(result, name));
                }
            }
            return new Outputs(results, () -> results.forEach(Tensor::close));
        } catch (OrtException e) {
            results.forEach(Tensor::close);
            throw new IllegalStateException(e.getMessage(), e);
        } catch (RuntimeException | Error e) {
            results.forEach(Tensor::close);
            throw e;
        } finally {
            fed.values().forEach(OnnxTensor::close);
        }
    }

    private Tensor output(OrtSession.Result result, String name) {
        String numbers = named.numbers(name);
        Tensor tensor = OnnxTensors.of((OnnxTensor) result.get(numbers).orElseThrow());
        if (numbers.equals(name)) {
            return tensor;
        }
        List<String> labels = Objects.requireNonNull(named.labels().get(numbers));
        try (TInt64 ids = (TInt64) tensor) {
            String[] classes = new String[Math.toIntExact(ids.size())];
            for (int i = 0; i < classes.length; i++) {
                classes[i] = labels.get(Math.toIntExact(ids.getLong(i)));
            }
            return TString.tensorOf(StandardCharsets.UTF_8, NdArrays.vectorOfObjects(classes));
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e.getMessage(), e);
        } finally {
            if (decoder != null) {
                decoder.close();
            }
        }
    }
}
