// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.export;

import dev.nin.runtime.Device;
import dev.nin.runtime.TensorFlowRuntime;

/** What the commands on exported models have in common. */
final class ExportedModels {
    static final String FOLDER = "A model's folder, for its newest version, or a version's.";

    private ExportedModels() {}

    /** TensorFlow on the device that is there. */
    static TensorFlowRuntime runtime() {
        return TensorFlowRuntime.start(Device.parse("auto"), 0, false);
    }
}
