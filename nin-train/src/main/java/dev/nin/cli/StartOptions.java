// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import dev.nin.model.UserInputException;
import dev.nin.zoo.Network;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the command line says of the weights that a training starts from, and of how much of them it changes. */
final class StartOptions {
    @Option(names = "--weights", paramLabel = "FILE|RUN", description = "Starts from these, PyTorch's or a run's.")
    private @Nullable Path weights;

    @Option(names = "--pretrained", paramLabel = "NAME|FILE", description = "A network, or a file for --model.")
    private @Nullable String pretrained;

    @Option(names = "--freeze", paramLabel = "STAGE", description = "Stays up to here; rates fall by stage.")
    private @Nullable String freeze;

    @Option(names = "--lr-decay", paramLabel = "X", description = "Stays up to here; rates fall by stage.")
    private @Nullable Double rateDecay;

    @Nullable Path weights() {
        if (weights != null && pretrained != null) {
            throw new UserInputException("--weights " + weights + " and --pretrained " + pretrained
                    + " exclude each other; use --pretrained for weights without the head, --weights for those of a "
                    + "whole model");
        }
        return weights;
    }

    /** A file of published weights, where one is named. */
    Optional<Path> file() {
        return Optional.ofNullable(pretrained)
                .filter(name -> !Network.titles().contains(name))
                .map(Path::of);
    }

    /**
     * The name of the network with published weights; empty for one that is drawn.
     *
     * @param model what --model says, if anything
     */
    Optional<String> network(Optional<String> model, Preset preset) {
        if (pretrained == null) {
            return preset.fineTuning().map(each -> model.orElse(each.network()));
        }
        if (file().isEmpty()) {
            model.filter(name -> !name.equals(pretrained)).ifPresent(name -> {
                throw new UserInputException("--model " + name + " and --pretrained " + pretrained
                        + " are different networks; name one of them, or a weights file");
            });
            return Optional.of(pretrained);
        }
        return Optional.of(model.filter(Network.titles()::contains)
                .orElseThrow(() -> new UserInputException("--pretrained " + pretrained
                        + " is not one of the networks " + String.join(", ", Network.titles())
                        + "; for a file, name its network with --model")));
    }

    /** Refuses what is said of a pretrained network where there is none. */
    void requireUnused() {
        if (freeze != null || rateDecay != null) {
            throw new UserInputException((freeze != null ? "--freeze " + freeze : "--lr-decay " + rateDecay)
                    + " needs a pretrained network; name one with --pretrained");
        }
    }

    /** Whether a pretrained network is asked for by name or file. */
    boolean isPretrained() {
        return pretrained != null;
    }

    /** Which part of a pretrained network stays as it is: all, a stage's name for all up to it, or none. */
    Optional<String> freeze() {
        return Optional.ofNullable(freeze);
    }

    /** What the rate falls by from one stage to the one before it, above 0 and at most 1. */
    Optional<Double> rateDecay() {
        if (rateDecay != null && !(rateDecay > 0 && rateDecay <= 1)) {
            throw new UserInputException(
                    "--lr-decay is " + rateDecay + ", expected above 0 and at most 1, such as 0.5");
        }
        return Optional.ofNullable(rateDecay);
    }
}
