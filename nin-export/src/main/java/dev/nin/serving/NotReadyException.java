// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving;

import java.nio.file.Path;

/** A model was asked before its first version appeared. */
public final class NotReadyException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    NotReadyException(Path folder) {
        super("the model is not ready: " + folder + " has no usable version yet; try again later");
    }
}
