// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.options;

import dev.nin.UserInputException;
import dev.nin.command.GivenPath;
import dev.nin.zoo.Network;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A network that starts with given weights, as named by {@code --pretrained} and {@code --model}.
 *
 * @param name the network's name
 * @param file the file of its weights; empty for the published ones
 */
public record PretrainedNetwork(String name, Optional<Path> file) {
    /**
     * Chooses a network.
     *
     * @param pretrained the value of --pretrained: a network's name, or a file of weights
     * @param model the value of --model, if given: the network of that file
     * @throws UserInputException if the two name different networks, or the network of a file is not named
     */
    public static PretrainedNetwork of(String pretrained, Optional<String> model) {
        if (!Network.titles().contains(pretrained)) {
            String name = model.orElseThrow(() -> new UserInputException("--pretrained " + pretrained
                    + " is not one of the networks " + String.join(", ", Network.titles())
                    + "; for a file, name its network with --model"));
            return new PretrainedNetwork(name, Optional.of(GivenPath.of("--pretrained", pretrained)));
        }
        model.filter(name -> !name.equals(pretrained)).ifPresent(name -> {
            throw new UserInputException("--model " + name + " and --pretrained " + pretrained
                    + " are different networks; name one of them, or a weights file");
        });
        return new PretrainedNetwork(pretrained, Optional.empty());
    }
}
