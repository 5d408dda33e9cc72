// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.format;

import dev.nin.UserInputException;
import java.nio.file.Path;

/** A file is not of the format it should be; the message says why and what to do, without the file's name. */
public class DamagedFileException extends Exception {
    private static final long serialVersionUID = 1;

    /** @param problem what is wrong; the remedy is another copy */
    public DamagedFileException(String problem) {
        this(problem, "use another copy");
    }

    /**
     * @param problem what is wrong
     * @param remedy what to do
     */
    public DamagedFileException(String problem, String remedy) {
        super(problem + "; " + remedy);
    }

    /**
     * The line for the user.
     *
     * @param file the file
     * @param format what the file is by its content, such as "safetensors file"
     * @return the exception to throw
     */
    public UserInputException in(Path file, String format) {
        return new UserInputException(file + " is no whole " + format + ": " + getMessage(), this);
    }
}
