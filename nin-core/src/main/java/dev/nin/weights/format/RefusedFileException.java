// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.format;

import dev.nin.UserInputException;
import java.nio.file.Path;

/**
 * Thrown if a file has the expected format but contains something that is not read for safety or is not supported. The
 * message states what.
 */
public final class RefusedFileException extends DamagedFileException {
    private static final long serialVersionUID = 1;

    /**
     * @param problem what is not read
     * @param fix the fix
     */
    public RefusedFileException(String problem, String fix) {
        super(problem, fix);
    }

    @Override
    public UserInputException in(Path file, String format) {
        return new UserInputException(file + " is rejected, a " + format + ": " + getMessage(), this);
    }
}
