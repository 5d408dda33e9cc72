// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.export;

import dev.nin.serving.ServingOptions;
import java.util.Set;
import org.tensorflow.proto.ConfigProto;
import picocli.CommandLine.Option;

/** The option that accepts more operations of a trusted model. */
final class AllowedOperations {
    @Option(
            names = "--allow-operations",
            paramLabel = "NAME,...",
            split = ",",
            description = "Operations of a model that you trust, beside those that only compute.")
    private Set<String> types = Set.of();

    Set<String> types() {
        return types;
    }

    /** Returns how a model is loaded for a few images, for which a warm-up would take longer than it saves. */
    ServingOptions serving(ConfigProto session) {
        return ServingOptions.builder()
                .session(session)
                .warmUp(false)
                .allowOperations(types)
                .build();
    }
}
