package dev.nin.export;

import dev.nin.graph.Checkpoint;
import dev.nin.graph.Reasons;
import dev.nin.graph.StagedDirectory;
import dev.nin.model.UserInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a checkpoint as a SavedModel for TensorFlow Serving: the inference graph with its weights, its signatures
 * ({@link ServingSignature#standard}) and its labels.
 */
public final class SavedModelExporter {
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
     * Publishes a model.
     *
     * @param checkpoint what to export
     * @param base the model's folder, created where it is missing
     * @param options how
     * @return the new version's folder
     * @throws UserInputException if the options do not fit the model, the version exists or the folder cannot be
     *     written
     */
    public static Path export(Checkpoint checkpoint, Path base, ExportOptions options) {
        if (Files.exists(base.resolve(SavedModelFiles.GRAPH))) {
            throw new UserInputException(base + " is a version itself; name the folder of the model above it");
        }
        VersionDirectory versions = new VersionDirectory(base);
        options.version().ifPresent(versions::requireFree);
        try (ServingGraph graph = ServingGraph.of(checkpoint, options);
                StagedDirectory staged = StagedDirectory.in(base)) {
            SavedModelFiles.write(staged.path(), graph, checkpoint.weights(), options.labels(checkpoint));
            return options.version().isPresent()
                    ? versions.publish(staged, options.version().getAsLong())
                    : versions.publishNext(staged);
        } catch (IOException e) {
            throw new UserInputException(
                    "the model cannot be written under " + base + " (" + Reasons.of(e) + "); name another folder", e);
        }
    }
}
