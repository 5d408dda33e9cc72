// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.export;

import dev.nin.serving.Prediction;
import dev.nin.serving.Predictor;
import dev.nin.text.Printable;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks an exported model about image files. */
@Command(name = "predict", description = "Prints the label and probability of image files.")
public final class PredictCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "MODEL_DIR[/N]", description = ExportedModels.FOLDER)
    private Path model = Path.of("");

    @Parameters(
            index = "1..*",
            paramLabel = "IMAGE",
            arity = "1..*",
            description = "JPEG, PNG or BMP files of any size.")
    private List<Path> images = List.of();

    @Override
    public void run() {
        try (Predictor predictor =
                Predictor.open(model, ExportedModels.runtime().sessionConfig())) {
            for (Path image : images) {
                Prediction prediction = predictor.predict(image);
                spec.commandLine()
                        .getOut()
                        .println(String.format(
                                Locale.ROOT,
                                "%s\t%s\t%.4f",
                                image,
                                Printable.line(prediction.label()),
                                prediction.probability()));
            }
        }
    }
}
