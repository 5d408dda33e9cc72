// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.savedmodel;

import com.google.common.collect.ImmutableSortedMap;
import dev.nin.UserInputException;
import dev.nin.files.Reasons;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.TensorFlow;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;

/** A version loaded into TensorFlow, run by its signatures. Close it only when no request is running. */
public final class LoadedModel implements RunnableModel {
    private final Path folder;
    private final Optional<ModelManifest> manifest;
    private final Map<String, SignatureDef> signatures;
    private final String tensorflowVersion;
    private final Graph graph;
    private final Session session;

    private LoadedModel(
            Path folder, Optional<ModelManifest> manifest, MetaGraphDef model, Graph graph, Session session) {
        this.folder = folder;
        this.manifest = manifest;
        signatures = ImmutableSortedMap.copyOf(model.getSignatureDefMap());
        tensorflowVersion = model.getMetaInfoDef().getTensorflowVersion();
        this.graph = graph;
        this.session = session;
    }

    /**
     * Loads a version whose operations are all known to only compute.
     *
     * @throws UserInputException if it cannot be loaded, differs from its manifest, or may do more than compute
     */
    public static LoadedModel load(Path version, ConfigProto config) {
        return load(version, config, Set.of());
    }

    /**
     * Loads a version. A model of another library, without a manifest, must not create excessively large tensors, and
     * runs without TensorFlow's graph optimizer, which may crash the process on a damaged graph.
     *
     * <p>TensorFlow gets the graph that was checked, not the file: its own reader may decode a malformed ten-byte
     * varint to another number than Java's reader does.
     *
     * @param allowed the types of operations to accept that are not known to only compute
     * @throws UserInputException if it cannot be loaded, differs from its manifest, or may do more than compute
     */
    public static LoadedModel load(Path version, ConfigProto config, Set<String> allowed) {
        Optional<ModelManifest> manifest = ModelManifest.read(version);
        manifest.ifPresent(each -> each.requireWhole(version, SavedModelFormat.GRAPH));
        try {
            MetaGraphDef model = served(version);
            Set<String> called = OperationAllowList.requireComputing(version, model, allowed);
            if (manifest.isPresent()) {
                return start(version, manifest, model, config, graph -> {});
            }
            TensorSizes sizes = new TensorSizes(version);
            sizes.requireNamed(model);
            return start(
                    version,
                    manifest,
                    model,
                    unoptimized(config),
                    graph -> sizes.requireInferred(model.getGraphDef(), called, graph));
        } catch (UserInputException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // TensorFlow's exceptions have no common superclass.
            String why = e instanceof IOException unread ? Reasons.of(unread) : String.valueOf(e.getMessage());
            throw new UserInputException("model " + version + " cannot be loaded (" + why + "); export it again", e);
        }
    }

    private static MetaGraphDef served(Path version) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(version.resolve(SavedModelFormat.GRAPH)))) {
            MetaGraphDef model = SavedModel.parseFrom(in).getMetaGraphsList().stream()
                    .filter(each -> each.getMetaInfoDef().getTagsList().equals(List.of(SavedModelFormat.TAG)))
                    .findFirst()
                    .orElseThrow(() -> new UserInputException("model " + version + " has no graph tagged \""
                            + SavedModelFormat.TAG + "\"; export it again"));
            if (model.getGraphDef().getNodeCount() == 0) {
                // TensorFlow Java would crash.
                throw new UserInputException("model " + version + " has an empty graph; export it again");
            }
            return model;
        }
    }

    private static LoadedModel start(
            Path version,
            Optional<ModelManifest> manifest,
            MetaGraphDef model,
            ConfigProto config,
            Consumer<Graph> check)
            throws IOException {
        Graph graph = new Graph();
        try {
            graph.importGraphDef(model.getGraphDef());
            SignatureInputs.requireTrue(version, model.getSignatureDefMap(), graph);
            check.accept(graph);
            Session session = new Session(graph, false, config);
            try {
                Initialization.run(version, model, session);
                return new LoadedModel(version, manifest, model, graph, session);
            } catch (IOException | RuntimeException | Error e) {
                session.close();
                throw e;
            }
        } catch (IOException | RuntimeException | Error e) {
            graph.close();
            throw e;
        }
    }

    private static ConfigProto unoptimized(ConfigProto config) {
        ConfigProto.Builder unoptimized = config.toBuilder();
        unoptimized.getGraphOptionsBuilder().getRewriteOptionsBuilder().setDisableMetaOptimizer(true);
        return unoptimized.build();
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public Optional<ModelManifest> manifest() {
        return manifest;
    }

    @Override
    public Map<String, SignatureDef> signatures() {
        return signatures;
    }

    @Override
    public String runtime() {
        return "TensorFlow " + TensorFlow.version();
    }

    @Override
    public String producer() {
        return "TensorFlow " + tensorflowVersion;
    }

    @Override
    public Outputs run(SignatureDef signature, Map<String, ? extends Tensor> inputs, List<String> outputs) {
        Session.Runner runner = session.runner();
        inputs.forEach(
                (name, tensor) -> runner.feed(signature.getInputsOrThrow(name).getName(), tensor));
        outputs.forEach(name -> runner.fetch(signature.getOutputsOrThrow(name).getName()));
        Result result = runner.run();
        return new Outputs(
                IntStream.range(0, result.size()).mapToObj(result::get).toList(), result::close);
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
