// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.savedmodel;

import com.google.common.collect.ImmutableSortedMap;
import dev.nin.model.UserInputException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;

/** A version in TensorFlow's memory, asked by its signatures. Closed by one who knows that nobody asks any more. */
public final class LoadedModel implements AutoCloseable {
    private final Path folder;
    private final SavedModelBundle bundle;
    private final Map<String, SignatureDef> signatures;

    private LoadedModel(Path folder, SavedModelBundle bundle, Map<String, SignatureDef> signatures) {
        this.folder = folder;
        this.bundle = bundle;
        this.signatures = signatures;
    }

    /**
     * Loads a version. One of another library, without a manifest, makes no tensor out of all proportion, and runs as
     * it is: TensorFlow's optimizer of graphs is left out, which may crash the process on a damaged one.
     *
     * @throws UserInputException if it cannot be loaded, differs from its manifest, or does more than compute
     */
    public static LoadedModel load(Path version, ConfigProto config) {
        Optional<ModelManifest> manifest = ModelManifest.read(version);
        manifest.ifPresent(each -> each.requireWhole(version));
        try {
            SavedModel model = parse(version);
            OutsideWorld.requireUntouched(version, model);
            if (manifest.isEmpty()) {
                TensorSizes.requireLimited(version, model);
            }
            SavedModelBundle bundle = SavedModelBundle.loader(version.toString())
                    .withTags(SavedModelFormat.TAG)
                    .withConfigProto(manifest.isPresent() ? config : unoptimized(config))
                    .load();
            return new LoadedModel(
                    version,
                    bundle,
                    ImmutableSortedMap.copyOf(bundle.metaGraphDef().getSignatureDefMap()));
        } catch (UserInputException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // TensorFlow's exceptions have no class in common.
            throw new UserInputException("model " + version + " cannot be loaded; export it again", e);
        }
    }

    private static SavedModel parse(Path version) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(version.resolve(SavedModelFormat.GRAPH)))) {
            return SavedModel.parseFrom(in);
        }
    }

    private static ConfigProto unoptimized(ConfigProto config) {
        ConfigProto.Builder unoptimized = config.toBuilder();
        unoptimized.getGraphOptionsBuilder().getRewriteOptionsBuilder().setDisableMetaOptimizer(true);
        return unoptimized.build();
    }

    /** The version's folder. */
    public Path folder() {
        return folder;
    }

    /** The signatures in the order of their keys. */
    public Map<String, SignatureDef> signatures() {
        return signatures;
    }

    /** The version of TensorFlow that the graph was made with. */
    public String tensorflowVersion() {
        return bundle.metaGraphDef().getMetaInfoDef().getTensorflowVersion();
    }

    /**
     * Asks the model.
     *
     * @param signature one of this model's
     * @param inputs what is sent, by the inputs' names; they stay the caller's
     * @param outputs the names of what comes back
     * @return the outputs in the order of their names, to be closed by the caller
     */
    public Result run(SignatureDef signature, Map<String, ? extends Tensor> inputs, Iterable<String> outputs) {
        Session.Runner runner = bundle.session().runner();
        inputs.forEach(
                (name, tensor) -> runner.feed(signature.getInputsOrThrow(name).getName(), tensor));
        outputs.forEach(name -> runner.fetch(signature.getOutputsOrThrow(name).getName()));
        return runner.run();
    }

    @Override
    public void close() {
        bundle.close();
    }
}
