// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.export;

import dev.nin.InvalidSettingException;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.data.listing.LabelsFile;
import dev.nin.export.ExportOptions;
import dev.nin.export.OnnxExporter;
import dev.nin.export.SavedModelExporter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code export} command, which writes a checkpoint as a SavedModel or an ONNX file. */
@Command(name = "export", description = "Writes a checkpoint as the next version of a model.", sortOptions = false)
public final class ExportCommand implements Runnable {
    private static final String SAVED_MODEL = "savedmodel";
    private static final String ONNX = "onnx";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--checkpoint",
            paramLabel = "RUN_OR_CHECKPOINT",
            description = "A training run's folder, or one of its checkpoints.")
    private @Nullable Path checkpoint;

    @Mixin
    private GivenModel model = new GivenModel();

    @Option(names = "--to", required = true, paramLabel = "MODEL_DIR", description = "The model's folder.")
    private Path to = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "NAME",
            description = "savedmodel for TensorFlow, or onnx for ONNX Runtime and others: a file model.onnx. "
                    + "Default: ${DEFAULT-VALUE}.")
    private String format = SAVED_MODEL;

    @Option(
            names = "--int8",
            paramLabel = "NAME|DIR",
            description = "For onnx: 8-bit integers instead of 32-bit floats, a quarter of the size. Their ranges are"
                    + " calibrated on training images of this data.")
    private @Nullable String int8;

    @Option(names = "--version", paramLabel = "N", description = "The version's number. Default: the next one.")
    private @Nullable Long version;

    @Option(
            names = "--variables",
            description = "Weights as variables, for further training or models of more than 2 GB. Default: constants.")
    private boolean variables;

    @Option(
            names = "--warmup",
            paramLabel = "N",
            split = ",",
            description = "Batch sizes that a server runs for each signature when it loads the model.")
    private List<Integer> warmUp = List.of();

    @Option(names = "--labels", paramLabel = "FILE", description = "The classes' names, one per line.")
    private @Nullable Path labels;

    @Option(names = "--keep", paramLabel = "N", description = "Remove all but the newest N versions.")
    private @Nullable Integer keep;

    @Option(
            names = "--grad-cam",
            description = "Add the signature grad_cam: the image regions that support the predicted class.")
    private boolean gradCam;

    @Mixin
    private AugmentationOption augmentation = new AugmentationOption();

    @Option(names = "--batching", description = "Write batching_params.pbtxt for the server.")
    private boolean batching;

    @Override
    public void run() {
        if (!format.equals(SAVED_MODEL) && !format.equals(ONNX)) {
            throw new InvalidSettingException(
                    "format", format + " is not known, expected " + SAVED_MODEL + " or " + ONNX);
        }
        if (int8 != null && !format.equals(ONNX)) {
            throw new InvalidSettingException(
                    "int8", "is set for a SavedModel, expected only for an ONNX file; add --format onnx");
        }
        ExportOptions.Builder options = options();
        if (format.equals(SAVED_MODEL)) {
            options.session(ExportedModels.runtime().sessionConfig());
        }
        Checkpoint read = model.read(checkpoint, "--checkpoint RUN_OR_CHECKPOINT");
        GivenModel.folder(checkpoint).ifPresent(options::source);
        spec.commandLine().getOut().println("exported " + export(read, options));
    }

    private Path export(Checkpoint read, ExportOptions.Builder options) {
        if (int8 == null) {
            return format.equals(ONNX)
                    ? OnnxExporter.export(read, to, options.build(), this::warn)
                    : SavedModelExporter.export(read, to, options.build(), this::warn);
        }
        options.session(ExportedModels.runtime().sessionConfig());
        try (SampleImages images = SampleImages.open(int8, read.spec().input())) {
            return OnnxExporter.export(read, to, options.int8(images.pixels()).build(), this::warn);
        }
    }

    private ExportOptions.Builder options() {
        ExportOptions.Builder options = ExportOptions.builder()
                .variables(variables)
                .warmUp(warmUp)
                .gradCam(gradCam)
                .testTimeAugmentation(augmentation.parsed())
                .batching(batching);
        if (version != null) {
            options.version(version);
        }
        if (labels != null) {
            options.labels(LabelsFile.read(labels));
        }
        if (keep != null) {
            options.keep(keep);
        }
        return options;
    }

    private void warn(String line) {
        spec.commandLine().getErr().println("warning: " + line);
    }
}
