// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.options;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command-line options for the network and its initial weights. */
final class NetworkOptions {
    @Option(names = "--preset", paramLabel = "NAME", description = "Defaults: quick, seed, best, cifar, fine-tune.")
    private @Nullable String preset;

    @Option(
            names = "--model",
            paramLabel = "NAME|FILE.json",
            description = "nin, nin-linear, nin-cifar, lenet, alexnet, vgg11, resnet20, inception-mini, unet.")
    private @Nullable String model;

    @Mixin
    private final StartOptions start = new StartOptions();

    Preset preset() {
        return Preset.named(preset != null ? preset : start.isPretrained() ? "fine-tune" : "quick");
    }

    /** Returns the value of --model, if given. */
    Optional<String> model() {
        return Optional.ofNullable(model);
    }

    /** Returns the pretrained network; empty for a randomly initialized one. */
    Optional<PretrainedNetwork> pretrained() {
        return start.network(model(), preset());
    }

    StartOptions start() {
        return start;
    }

    /** Returns the file or run with initial weights of the whole model, if given. */
    @Nullable Path weights() {
        return start.weights();
    }
}
