// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.export;

import dev.nin.runtime.Device;
import dev.nin.runtime.TensorFlowRuntime;

/** Shared parts of the commands on exported models. */
final class ExportedModels {
    static final String FOLDER = "The folder of a model (its newest version) or of a version.";

    private ExportedModels() {}

    /** Starts TensorFlow on the available device. */
    static TensorFlowRuntime runtime() {
        return TensorFlowRuntime.start(Device.parse("auto"), 0, false);
    }
}
