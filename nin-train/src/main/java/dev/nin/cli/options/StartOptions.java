// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.options;

import dev.nin.UserInputException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The command-line options for the initial weights of a training and for freezing them. */
final class StartOptions {
    @Option(names = "--weights", paramLabel = "FILE|RUN", description = "Initial weights, from PyTorch or a run.")
    private @Nullable Path weights;

    @Option(names = "--pretrained", paramLabel = "NAME|FILE", description = "A network, or a file for --model.")
    private @Nullable String pretrained;

    @Option(names = "--freeze", paramLabel = "STAGE", description = "Freezes the network up to this stage; all, none.")
    private @Nullable String freeze;

    @Option(names = "--lr-decay", paramLabel = "X", description = "Rate factor per stage towards the image.")
    private @Nullable Double rateDecay;

    @Nullable Path weights() {
        if (weights != null && pretrained != null) {
            throw new UserInputException("--weights " + weights + " and --pretrained " + pretrained
                    + " exclude each other; use --pretrained for weights without the head, --weights for those of a "
                    + "whole model");
        }
        return weights;
    }

    /**
     * Returns the pretrained network; empty for a randomly initialized one.
     *
     * @param model the value of --model, if given
     */
    Optional<PretrainedNetwork> network(Optional<String> model, Preset preset) {
        if (pretrained != null) {
            return Optional.of(PretrainedNetwork.of(pretrained, model));
        }
        return preset.fineTuning().map(each -> new PretrainedNetwork(model.orElse(each.network()), Optional.empty()));
    }

    /** Rejects options for pretrained networks if there is none. */
    void requireUnused() {
        if (freeze != null || rateDecay != null) {
            throw new UserInputException((freeze != null ? "--freeze " + freeze : "--lr-decay " + rateDecay)
                    + " needs a pretrained network; name one with --pretrained");
        }
    }

    /** Returns whether a pretrained network is requested by name or file. */
    boolean isPretrained() {
        return pretrained != null;
    }

    /** Returns the frozen part of a pretrained network: all, a stage's name for all up to it, or none. */
    Optional<String> freeze() {
        return Optional.ofNullable(freeze);
    }

    /** Returns the factor of the learning rate from one stage to the one before it, above 0 and at most 1. */
    Optional<Double> rateDecay() {
        if (rateDecay != null && !(rateDecay > 0 && rateDecay <= 1)) {
            throw new UserInputException(
                    "--lr-decay is " + rateDecay + ", expected above 0 and at most 1, such as 0.5");
        }
        return Optional.ofNullable(rateDecay);
    }
}
