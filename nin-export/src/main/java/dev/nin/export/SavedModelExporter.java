package dev.nin.export;

import dev.nin.graph.Checkpoint;
import dev.nin.graph.CompiledModel;
import dev.nin.graph.GraphCompiler;
import dev.nin.graph.Mode;
import dev.nin.graph.Reasons;
import dev.nin.graph.StagedDirectory;
import dev.nin.model.UserInputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.tensorflow.TensorFlow;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.MetaGraphDef.MetaInfoDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;

/**
 * Writes a checkpoint as a SavedModel for TensorFlow Serving: the inference graph with its weights as constants and the
 * signature {@code serving_default}, from uint8 {@code images} as they are stored to {@code probabilities} and
 * {@code classes}.
 */
public final class SavedModelExporter {
    /** What a folder must hold to be a SavedModel. */
    static final String FILE = "saved_model.pb";
    /** The tag that TensorFlow Serving asks for. */
    static final String TAG = "serve";

    private static final long SCHEMA_VERSION = 1;

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
        return export(checkpoint, base, OptionalLong.empty());
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
        return export(checkpoint, base, OptionalLong.of(version));
    }

    private static Path export(Checkpoint checkpoint, Path base, OptionalLong version) {
        if (Files.exists(base.resolve(FILE))) {
            throw new UserInputException(base + " is a version itself; name the folder of the model above it");
        }
        VersionDirectory versions = new VersionDirectory(base);
        version.ifPresent(versions::requireFree);
        SavedModel model = savedModel(checkpoint);
        try (StagedDirectory staged = StagedDirectory.in(base)) {
            try (OutputStream out = Files.newOutputStream(staged.path().resolve(FILE))) {
                model.writeTo(out);
            }
            return version.isPresent() ? versions.publish(staged, version.getAsLong()) : versions.publishNext(staged);
        } catch (IOException e) {
            throw new UserInputException(
                    "the model cannot be written under " + base + " (" + Reasons.of(e) + "); name another folder", e);
        }
    }

    private static SavedModel savedModel(Checkpoint checkpoint) {
        try (CompiledModel model = GraphCompiler.compile(checkpoint.spec(), Mode.frozen(checkpoint.weights()))) {
            SignatureDef signature = ServingSignature.emit(model, checkpoint.labels());
            MetaInfoDef about = MetaInfoDef.newBuilder()
                    .addTags(TAG)
                    .setTensorflowVersion(TensorFlow.version())
                    .build();
            MetaGraphDef graph = MetaGraphDef.newBuilder()
                    .setMetaInfoDef(about)
                    .setGraphDef(model.graph().toGraphDef())
                    .putSignatureDef(ServingSignature.KEY, signature)
                    .build();
            return SavedModel.newBuilder()
                    .setSavedModelSchemaVersion(SCHEMA_VERSION)
                    .addMetaGraphs(graph)
                    .build();
        }
    }
}
