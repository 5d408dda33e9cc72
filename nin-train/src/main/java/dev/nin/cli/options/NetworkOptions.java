// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.options;

import dev.nin.UserInputException;
import dev.nin.model.Dropout;
import dev.nin.model.ModelSpec;
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
            description =
                    "nin, nin-linear, nin-cifar, nin-cifar-bn, lenet, alexnet, vgg11, resnet20, inception-mini, unet.")
    private @Nullable String model;

    @Option(names = "--dropout", paramLabel = "X", description = "Rate of all the network's dropout layers.")
    private @Nullable Double dropout;

    @Mixin
    private final StartOptions start = new StartOptions();

    Preset preset() {
        return Preset.named(preset != null ? preset : start.isPretrained() ? "fine-tune" : "quick");
    }

    /** Returns the value of --model, if given. */
    Optional<String> model() {
        return Optional.ofNullable(model);
    }

    /**
     * Returns the model with the requested rate in its dropout layers.
     *
     * @throws UserInputException if the rate is out of its range, or requested for a model without dropout
     */
    ModelSpec withDropout(ModelSpec spec, Optional<Double> ofPreset) {
        if (dropout != null && !(dropout >= 0 && dropout < 1)) {
            throw new UserInputException("--dropout is " + dropout + ", expected at least 0 and below 1, such as 0.5");
        }
        if (dropout != null && spec.nodes().stream().noneMatch(node -> node.layer() instanceof Dropout)) {
            throw new UserInputException("--dropout is " + dropout + " and the model \"" + spec.name()
                    + "\" has no dropout layer; omit the option, or add layers to the model");
        }
        return Optional.ofNullable(dropout)
                .or(() -> ofPreset)
                .map(rate -> new Dropout(rate.floatValue()))
                .map(layer -> spec.mapLayers(each -> each instanceof Dropout ? layer : each))
                .orElse(spec);
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
