// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.format;

import dev.nin.UserInputException;
import java.nio.file.Path;

/**
 * Thrown if a file does not have the expected format. The message states the problem and the fix, without the file's
 * name.
 */
public class DamagedFileException extends Exception {
    private static final long serialVersionUID = 1;

    /** @param problem what is wrong; the fix is another copy */
    public DamagedFileException(String problem) {
        this(problem, "use another copy");
    }

    /**
     * @param problem what is wrong
     * @param fix the fix
     */
    public DamagedFileException(String problem, String fix) {
        super(problem + "; " + fix);
    }

    /**
     * Returns the exception with the message for the user.
     *
     * @param file the file
     * @param format the file's format by its content, such as "safetensors file"
     * @return the exception to throw
     */
    public UserInputException in(Path file, String format) {
        return new UserInputException(file + " is not a complete " + format + ": " + getMessage(), this);
    }
}
