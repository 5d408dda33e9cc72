// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.image;

import java.io.IOException;

/**
 * Thrown for a file that is not a readable image. The message states the reason in a clause that starts with "it" or
 * "its".
 */
public final class DamagedImageException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedImageException(String message) {
        super(message);
    }

    DamagedImageException(String message, Throwable cause) {
        super(message, cause);
    }
}
