// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.export;

import dev.nin.graph.TestTimeAugmentation;
import picocli.CommandLine.Option;

/** The versions of each image that a command runs a model on. */
final class AugmentationOption {
    @Option(
            names = "--tta",
            paramLabel = "NAME",
            description = "flip: average the outputs for each image and its mirror image. Doubles the time; only "
                    + "for objects whose mirror image keeps its class. Default: none.")
    private String name = "none";

    /** @throws dev.nin.UserInputException if the name is not known */
    TestTimeAugmentation parsed() {
        return TestTimeAugmentation.parse(name);
    }
}
