// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import dev.nin.UserInputException;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.cli.run.GivenWeights;
import dev.nin.model.ModelSpec;
import dev.nin.weights.PyTorchNames;
import dev.nin.weights.PyTorchWeights;
import dev.nin.weights.WeightsFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code weights} command, which writes a checkpoint's weights for PyTorch. */
@Command(name = "weights", description = "Writes weights as safetensors for PyTorch.", sortOptions = false)
final class WeightsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--checkpoint",
            required = true,
            paramLabel = "RUN_OR_CHECKPOINT",
            description = "A training run's folder, or one of its checkpoints.")
    private Path checkpoint = Path.of("");

    @Option(names = "--to", required = true, paramLabel = "FILE.safetensors", description = "The new file.")
    private Path to = Path.of("");

    @Option(
            names = "--prefix",
            paramLabel = "TEXT",
            description = "Prefix of the numbers of nn.Sequential, such as backbone. with its dot.")
    private @Nullable String prefix;

    @Option(
            names = "--names-of",
            paramLabel = "FILE.safetensors",
            description = "Uses the tensor names of this file of the same model.")
    private @Nullable Path namesOf;

    @Override
    public void run() {
        if (prefix != null && namesOf != null) {
            throw new UserInputException("--prefix and --names-of exclude each other; give one of them");
        }
        Checkpoint read = GivenWeights.read(checkpoint);
        PyTorchNames names = names(read.spec());
        PyTorchWeights.write(to, read.spec(), read.weights(), names);
        spec.commandLine()
                .getOut()
                .println("written: " + to + " (" + read.spec().parameters().size() + " tensors of the modules "
                        + String.join(", ", names.modules().values()) + ")");
    }

    private PyTorchNames names(ModelSpec model) {
        if (namesOf != null) {
            return WeightsFile.names(namesOf, model);
        }
        return prefix == null ? PyTorchNames.of(model) : PyTorchNames.sequential(model, prefix);
    }
}
