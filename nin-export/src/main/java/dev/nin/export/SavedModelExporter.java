// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import dev.nin.UserInputException;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.files.Reasons;
import dev.nin.messages.PredictRequest;
import dev.nin.savedmodel.LoadedModel;
import dev.nin.savedmodel.ModelTrial;
import dev.nin.savedmodel.SavedModelFormat;
import dev.nin.savedmodel.WarmupRequests;
import dev.nin.versions.StagedVersion;
import dev.nin.versions.VersionDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.tensorflow.SavedModelBundle;

/**
 * Writes a checkpoint as a SavedModel for TensorFlow Serving: the inference graph with its weights, its signatures
 * ({@link ServingSignature#standard}), its labels if it has any, and a manifest of where it comes from. A version is
 * published once it has been loaded and has answered. Safe for use by several threads and processes, also on one
 * folder.
 */
public final class SavedModelExporter {
    private static final System.Logger LOG = System.getLogger(SavedModelExporter.class.getName());

    private SavedModelExporter() {}

    /**
     * Publishes a model as the next version under a folder. Nobody sees it before it is whole; on failure nothing is
     * left behind.
     *
     * @param checkpoint what to export
     * @param base the model's folder, created where it is missing
     * @return the new version's folder, such as base/1
     * @throws UserInputException if the folder cannot be written
     */
    public static Path export(Checkpoint checkpoint, Path base) {
        return export(checkpoint, base, ExportOptions.defaults());
    }

    /**
     * Publishes a model under a given number.
     *
     * @param checkpoint what to export
     * @param base the model's folder, created where it is missing
     * @param version the version's number, at least 0
     * @return the new version's folder
     * @throws UserInputException if the version exists or the folder cannot be written
     */
    public static Path export(Checkpoint checkpoint, Path base, long version) {
        return export(checkpoint, base, ExportOptions.builder().version(version).build());
    }

    /**
     * Publishes a model. What could not be removed beside it is logged.
     *
     * @param checkpoint what to export
     * @param base the model's folder, created where it is missing
     * @param options how
     * @return the new version's folder
     * @throws UserInputException if the options do not fit the model, the version exists or the folder cannot be
     *     written
     */
    public static Path export(Checkpoint checkpoint, Path base, ExportOptions options) {
        return export(checkpoint, base, options, line -> LOG.log(System.Logger.Level.WARNING, line));
    }

    /**
     * Publishes a model, and tells what could not be removed beside it.
     *
     * @param checkpoint what to export
     * @param base the model's folder, created where it is missing
     * @param options how
     * @param warnings takes a line for each old version and each killed exporter's leftover that could not be removed
     * @return the new version's folder
     * @throws UserInputException if the options do not fit the model, the version exists or the folder cannot be
     *     written
     */
    public static Path export(Checkpoint checkpoint, Path base, ExportOptions options, Consumer<String> warnings) {
        if (Files.exists(base.resolve(SavedModelFormat.GRAPH))) {
            throw new UserInputException(base + " is a version itself; name the folder of the model above it");
        }
        VersionDirectory versions = new VersionDirectory(base);
        options.version().ifPresentOrElse(versions::requireFree, versions::next);
        try (ServingGraph graph = ServingGraph.of(checkpoint, options)) {
            String name = servedName(base);
            List<PredictRequest> warmUp = WarmupRequests.of(name, graph.signatures(), options.warmUp());
            try (StagedVersion staged = StagedVersion.in(versions)) {
                fill(staged.path(), checkpoint, options, graph, warmUp);
                try {
                    tryOut(staged.path(), options, name);
                } catch (UserInputException e) {
                    // The staged folder's name says nothing to the user, and is gone when the message is read.
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

    /** The name that a server is likely to give the model: its folder's. */
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
        ManifestWriter.write(folder, checkpoint, options, graph);
    }

    /** Does what a server will do: runs the signatures and the warm-up, and has TensorFlow itself load the model. */
    private static void tryOut(Path folder, ExportOptions options, String name) {
        try (LoadedModel model = LoadedModel.load(folder, options.session())) {
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
