// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nin.InvalidSettingException;
import dev.nin.UserInputException;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.files.Reasons;
import dev.nin.graph.TestTimeAugmentation;
import dev.nin.onnx.ModelGraph;
import dev.nin.onnx.format.OnnxFile;
import dev.nin.onnx.format.OnnxGraph;
import dev.nin.onnx.quantization.ActivationRanges;
import dev.nin.task.Classification;
import dev.nin.versions.StagedVersion;
import dev.nin.versions.VersionDirectory;
import dev.nin.versions.VersionFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Exports a checkpoint as an ONNX file for ONNX Runtime and others: the model for inference with its weights and
 * preprocessing, and, in the file's metadata, its tasks and labels. The input {@code images} takes the pixels as they
 * are stored, (N, height, width, channels). A classifier computes {@code logits}, {@code probabilities} and
 * {@code class_ids}; other models compute the predictions of their tasks and their outputs by name, like the signatures
 * of a SavedModel, but no texts. A task whose predictions are code of the application has none.
 *
 * <pre>{@code
 * Path version = OnnxExporter.export(Checkpoint.read(Path.of("runs/latest/best")), Path.of("models/fashion-onnx"));
 * Path file = version.resolve("model.onnx");
 * }</pre>
 */
public final class OnnxExporter {
    private static final System.Logger LOG = System.getLogger(OnnxExporter.class.getName());
    private static final JsonMapper MAPPER = new JsonMapper();

    private OnnxExporter() {}

    /**
     * Publishes a model as the next version under a folder.
     *
     * @param checkpoint the checkpoint to export
     * @param base the model's folder, created if it is missing; not one with SavedModels
     * @return the new version's folder, such as base/1, with the file {@code model.onnx}
     * @throws UserInputException if ONNX cannot express the model, or the folder cannot be written
     */
    public static Path export(Checkpoint checkpoint, Path base) {
        return export(checkpoint, base, ExportOptions.defaults(), line -> LOG.log(System.Logger.Level.WARNING, line));
    }

    /**
     * Publishes a model with options and reports old versions and leftovers that cannot be removed.
     *
     * @param checkpoint the checkpoint to export
     * @param base the model's folder, created if it is missing; not one with SavedModels
     * @param options the export's options, none of which may be for SavedModels alone
     * @param warnings receives a line for each old version and each leftover of a killed exporter that cannot be
     *     removed
     * @return the new version's folder, with the file {@code model.onnx}
     * @throws UserInputException if the options do not fit, ONNX cannot express the model, the version exists or the
     *     folder cannot be written
     */
    public static Path export(Checkpoint checkpoint, Path base, ExportOptions options, Consumer<String> warnings) {
        requireFit(options);
        VersionDirectory versions = new VersionDirectory(base);
        VersionFormat.ONNX.requireFit(versions);
        versions.requireModelFolder();
        options.version().ifPresentOrElse(versions::requireFree, versions::next);
        ServedTasks tasks = options.graph().tasks(checkpoint);
        TestTimeAugmentation augmentation = options.graph().augmentation();
        FoldedModel folded = FoldedModel.of(checkpoint.spec(), checkpoint.weights(), Set.of());
        Optional<ActivationRanges> ranges = options.sampleImages()
                .map(images ->
                        ActivationRanges.of(folded.spec(), folded.weights(), images, augmentation, options.session()));
        OnnxGraph graph = ranges.map(known -> ModelGraph.quantized(
                        folded.spec(), folded.weights(), tasks.goals(), augmentation, known.byNode()))
                .orElseGet(() -> ModelGraph.of(folded.spec(), folded.weights(), tasks.goals(), augmentation));
        try (StagedVersion staged = StagedVersion.in(versions)) {
            Path file = staged.path().resolve(VersionFormat.ONNX.file());
            OnnxFile.write(file, graph, ManifestWriter.version(), metadata(tasks, augmentation));
            ManifestWriter.write(
                    staged.path(), checkpoint, options, tasks, List.of(), ranges.map(ActivationRanges::images));
            Path published = staged.publish(options.version(), options.keep());
            staged.problems().forEach(warnings);
            return published;
        } catch (IOException e) {
            throw new UserInputException(
                    "the model cannot be written under " + base + " (" + Reasons.of(e) + "); name another folder", e);
        }
    }

    private static void requireFit(ExportOptions options) {
        Map<String, Boolean> ofSavedModels = new LinkedHashMap<>();
        ofSavedModels.put("variables", options.graph().variables());
        ofSavedModels.put("signatures", !options.graph().chosen().isEmpty());
        ofSavedModels.put("gradCam", options.graph().gradCam());
        ofSavedModels.put("warmUp", !options.warmUp().isEmpty());
        ofSavedModels.put("batching", options.batching());
        ofSavedModels.forEach((setting, isSet) -> {
            if (isSet) {
                throw new InvalidSettingException(
                        setting, "is set for an ONNX file, expected only for a SavedModel; remove it");
            }
        });
    }

    private static Map<String, String> metadata(ServedTasks tasks, TestTimeAugmentation augmentation)
            throws IOException {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("model", tasks.spec().name());
        metadata.put("task", tasks.kinds());
        if (!tasks.labels().isEmpty()) {
            metadata.put("classes", MAPPER.writeValueAsString(tasks.labels()));
        }
        if (tasks.isClassifier()
                && tasks.goals().goals().get(0).task().base() instanceof Classification classification) {
            metadata.put("temperature", Float.toString(classification.temperature()));
        }
        metadata.put("test_time_augmentation", augmentation.toString());
        metadata.put("tasks", tasks.json().toString());
        metadata.put("nin_version", ManifestWriter.version());
        return metadata;
    }
}
