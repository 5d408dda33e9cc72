// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.command;

import dev.nin.UserInputException;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/**
 * The rule for every path that a user gives: {@code file:} addresses and a leading {@code ~} are understood, as a shell
 * would, and other addresses are refused instead of becoming folders of that name.
 */
public final class GivenPath {
    /** At least two letters, since Windows has drives of one. */
    private static final Pattern ADDRESS = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+)://.*");

    private static final String FILE = "file:";
    private static final String HOME = "~";

    private GivenPath() {}

    /**
     * Returns the path of an option whose value may also be something else, such as a name.
     *
     * @throws UserInputException if the text is an address, but not of a file
     */
    public static Path of(String option, String text) {
        try {
            return parse(text);
        } catch (TypeConversionException e) {
            throw new UserInputException(option + " " + text + ": " + e.getMessage(), e);
        }
    }

    /**
     * Returns a path, or rejects an empty one, for example from an unset shell variable, which would mean the current
     * folder.
     */
    static Path parse(String text) {
        if (text.isBlank()) {
            throw new TypeConversionException("it is empty, expected a path");
        }
        if (text.startsWith(FILE)) {
            return ofFile(text);
        }
        Matcher address = ADDRESS.matcher(text);
        if (address.matches()) {
            throw new TypeConversionException("it is an address of " + address.group(1)
                    + ", expected a path on this machine; copy it here, or mount it");
        }
        if (text.equals(HOME) || text.startsWith(HOME + "/")) {
            return Path.of(System.getProperty("user.home") + text.substring(1));
        }
        return Path.of(text);
    }

    private static Path ofFile(String text) {
        try {
            return Path.of(URI.create(text));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(
                    "it is not an address of a file, expected one such as file:///home/me/photos");
        }
    }
}
