// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.export;

import dev.nin.UserInputException;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.checkpoint.RunLayout;
import dev.nin.cli.options.PretrainedNetwork;
import dev.nin.zoo.Pretrained;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The input model of a command: trained by a run, or with published weights. */
final class GivenModel {
    @Option(
            names = "--pretrained",
            paramLabel = "NAME|FILE",
            description = "Instead of a run: a network with published weights, or a weights file for --model.")
    private @Nullable String pretrained;

    @Option(names = "--model", paramLabel = "NAME", description = "The network of the weights file.")
    private @Nullable String model;

    /** Returns the folder of the run's checkpoint; empty for a published model. */
    static Optional<Path> folder(@Nullable Path run) {
        return Optional.ofNullable(run).map(RunLayout::checkpoint);
    }

    /**
     * Reads the model.
     *
     * @param run the run's folder, if given
     * @param name the name of the run's parameter on this command line
     * @throws UserInputException if it cannot be read, or neither or both are given
     */
    Checkpoint read(@Nullable Path run, String name) {
        if ((run == null) == (pretrained == null)) {
            throw new UserInputException("expected either " + name + " or --pretrained NAME, "
                    + (run == null ? "neither is given" : "not both: " + run + " and " + pretrained));
        }
        if (pretrained == null && model != null) {
            throw new UserInputException(
                    "--model " + model + " names the network of a --pretrained file; omit it for " + run);
        }
        return run != null ? Checkpoint.read(RunLayout.checkpoint(run)) : published(String.valueOf(pretrained));
    }

    private Checkpoint published(String given) {
        PretrainedNetwork network = PretrainedNetwork.of(given, Optional.ofNullable(model));
        return network.file()
                .map(file -> Pretrained.checkpoint(network.name(), file))
                .orElseGet(() -> Pretrained.checkpoint(network.name()));
    }

    /** Returns the model's name in messages. */
    String name(@Nullable Path run) {
        return run != null ? run.toString() : String.valueOf(pretrained);
    }
}
