// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import dev.nin.InvalidSettingException;
import dev.nin.UserInputException;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.files.Reasons;
import dev.nin.messages.PredictRequest;
import dev.nin.model.ModelSpec;
import dev.nin.model.Parameter;
import dev.nin.savedmodel.LoadedModel;
import dev.nin.savedmodel.ModelTrial;
import dev.nin.savedmodel.SavedModelFormat;
import dev.nin.savedmodel.WarmupRequests;
import dev.nin.versions.StagedVersion;
import dev.nin.versions.VersionDirectory;
import dev.nin.versions.VersionFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.tensorflow.SavedModelBundle;

/**
 * Exports a checkpoint as a SavedModel for TensorFlow Serving: the inference graph with its weights, its signatures
 * ({@link ServingSignature#standard}), its labels if it has any, and a manifest with its provenance. A version is
 * published only after it has been loaded and its signatures have run. Safe for use by several threads and processes,
 * even on the same folder.
 */
public final class SavedModelExporter {
    /** A graph is one message of Protocol Buffers, at most 2 GiB; some is left for all that is not a weight. */
    private static final long MOST_CONSTANTS = (Integer.MAX_VALUE - (16 << 20)) / Float.BYTES;

    private static final System.Logger LOG = System.getLogger(SavedModelExporter.class.getName());

    private SavedModelExporter() {}

    /**
     * Publishes a model as the next version under a folder. The version becomes visible only when it is complete; on
     * failure no partial version is left.
     *
     * @param checkpoint the checkpoint to export
     * @param base the model's folder, created if it is missing
     * @return the new version's folder, such as base/1
     * @throws UserInputException if the folder cannot be written
     */
    public static Path export(Checkpoint checkpoint, Path base) {
        return export(checkpoint, base, ExportOptions.defaults());
    }

    /**
     * Publishes a model under a given number.
     *
     * @param checkpoint the checkpoint to export
     * @param base the model's folder, created if it is missing
     * @param version the version's number, at least 0
     * @return the new version's folder
     * @throws UserInputException if the version exists or the folder cannot be written
     */
    public static Path export(Checkpoint checkpoint, Path base, long version) {
        return export(checkpoint, base, ExportOptions.builder().version(version).build());
    }

    /**
     * Publishes a model with options. Old versions and leftovers that cannot be removed are logged.
     *
     * @param checkpoint the checkpoint to export
     * @param base the model's folder, created if it is missing
     * @param options the export's options
     * @return the new version's folder
     * @throws UserInputException if the options do not fit the model, the version exists or the folder cannot be
     *     written
     */
    public static Path export(Checkpoint checkpoint, Path base, ExportOptions options) {
        return export(checkpoint, base, options, line -> LOG.log(System.Logger.Level.WARNING, line));
    }

    /**
     * Publishes a model with options and reports old versions and leftovers that cannot be removed.
     *
     * @param checkpoint the checkpoint to export
     * @param base the model's folder, created if it is missing
     * @param options the export's options
     * @param warnings receives a line for each old version and each leftover of a killed exporter that cannot be
     *     removed
     * @return the new version's folder
     * @throws UserInputException if the options do not fit the model, the version exists or the folder cannot be
     *     written
     */
    public static Path export(Checkpoint checkpoint, Path base, ExportOptions options, Consumer<String> warnings) {
        VersionDirectory versions = requireFit(checkpoint.spec(), base, options);
        try (ServingGraph graph = ServingGraph.of(checkpoint, options.graph())) {
            String name = servedName(base);
            List<PredictRequest> warmUp = WarmupRequests.of(name, graph.signatures(), options.warmUp());
            try (StagedVersion staged = StagedVersion.in(versions)) {
                fill(staged.path(), checkpoint, options, graph, warmUp);
                try {
                    tryOut(staged.path(), options, name, graph.operations());
                } catch (UserInputException e) {
                    // The staged folder's name means nothing to the user, and the folder is deleted by the time the
                    // message is read.
                    throw new UserInputException(
                            String.valueOf(e.getMessage()).replace(staged.path().toString(), "for " + base), e);
                }
                Path published = staged.publish(options.version(), options.keep());
                staged.problems().forEach(warnings);
                return published;
            }
        } catch (IOException e) {
            throw new UserInputException(
                    "the model cannot be written under " + base + " (" + Reasons.of(e) + "); name another folder", e);
        }
    }

    /**
     * Throws if an export of a model would be refused for a reason that does not depend on its weights. For callers
     * with long work to do before they export. Nothing is left behind.
     *
     * @param spec the model
     * @param base the model's folder, which need not exist
     * @param options the export's options
     * @throws UserInputException if the folder cannot be written or is not a model's, the version exists, or the
     *     model's weights are too large for constants
     */
    public static void requireExportable(ModelSpec spec, Path base, ExportOptions options) {
        requireFit(spec, base, options).requireWritable();
    }

    private static VersionDirectory requireFit(ModelSpec spec, Path base, ExportOptions options) {
        VersionDirectory versions = new VersionDirectory(base);
        VersionFormat.SAVED_MODEL.requireFit(versions);
        if (options.sampleImages().isPresent()) {
            throw new InvalidSettingException(
                    "int8", "is set for a SavedModel, expected only for an ONNX file; remove it");
        }
        versions.requireModelFolder();
        options.version().ifPresentOrElse(versions::requireFree, versions::next);
        long parameters =
                spec.parameters().values().stream().mapToLong(Parameter::size).sum();
        if (!options.graph().variables() && parameters > MOST_CONSTANTS) {
            throw new InvalidSettingException(
                    "variables",
                    String.format(
                            Locale.ROOT,
                            "is off, and the model \"%s\" has %,d parameters, expected at most %,d for constants; "
                                    + "export with variables",
                            spec.name(),
                            parameters,
                            MOST_CONSTANTS));
        }
        return versions;
    }

    /** Returns the name that a server is likely to give the model: that of its folder. */
    private static String servedName(Path base) {
        Path name = base.toAbsolutePath().normalize().getFileName();
        return name == null ? "model" : name.toString();
    }

    private static void fill(
            Path folder, Checkpoint checkpoint, ExportOptions options, ServingGraph graph, List<PredictRequest> warmUp)
            throws IOException {
        SavedModelFiles.write(folder, graph, checkpoint.weights());
        Files.createDirectory(folder.resolve(SavedModelFormat.EXTRA));
        if (!warmUp.isEmpty()) {
            WarmupRequests.write(folder, warmUp);
        }
        if (options.batching()) {
            BatchingParameters.write(folder);
        }
        ManifestWriter.write(
                folder, checkpoint, options, graph.tasks(), graph.signatures().keySet(), Optional.empty());
    }

    /**
     * Tests the model as a server uses it: runs the signatures and the warm-up, and loads it with TensorFlow itself.
     *
     * @param operations those of its graph, to which custom layers may add any
     */
    private static void tryOut(Path folder, ExportOptions options, String name, Set<String> operations) {
        try (LoadedModel model = LoadedModel.load(folder, options.session(), operations)) {
            ModelTrial.ofEach(model, name, model.signatures());
            ModelTrial.run(model, WarmupRequests.read(folder));
        }
        SavedModelBundle.loader(folder.toString())
                .withTags(SavedModelFormat.TAG)
                .withConfigProto(options.session())
                .load()
                .close();
    }
}
