// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.format;

import dev.nin.UserInputException;
import java.nio.file.Path;

/** A file is of its format, but holds what is not read from other people's files; the message says what. */
public final class RefusedFileException extends DamagedFileException {
    private static final long serialVersionUID = 1;

    /**
     * @param problem what is not read
     * @param remedy what to do
     */
    public RefusedFileException(String problem, String remedy) {
        super(problem, remedy);
    }

    @Override
    public UserInputException in(Path file, String format) {
        return new UserInputException(file + " is refused, a " + format + ": " + getMessage(), this);
    }
}
