// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin;

/**
 * Thrown for a setting with a value that it cannot have. The message begins with the setting's name in Java, such as
 * {@code weightDecay}; a program can put the name of its option there instead.
 */
public final class InvalidSettingException extends UserInputException {
    private static final long serialVersionUID = 1L;

    private final String setting;
    private final String problem;

    /**
     * Creates the exception.
     *
     * @param setting name of the setting in Java
     * @param problem the rest of the line: value, what was expected, fix
     */
    public InvalidSettingException(String setting, String problem) {
        super(setting + " " + problem);
        this.setting = setting;
        this.problem = problem;
    }

    /**
     * Creates the exception.
     *
     * @param setting name of the setting in Java
     * @param problem the rest of the line: value, what was expected, fix
     * @param cause the underlying problem
     */
    public InvalidSettingException(String setting, String problem, Throwable cause) {
        super(setting + " " + problem, cause);
        this.setting = setting;
        this.problem = problem;
    }

    /**
     * Returns the setting's name.
     *
     * @return the name in Java
     */
    public String setting() {
        return setting;
    }

    /**
     * Returns the message in the words of a program.
     *
     * @param name the program's own name for the setting
     * @return one line
     */
    public String messageFor(String name) {
        return printable(name + " " + problem);
    }
}
