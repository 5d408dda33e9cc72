// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.regex.Pattern;

/** The checks of names and numbers that layers share, with their error messages. */
final class Checks {
    private static final Pattern LEGAL_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.\\-]*");
    private static final Pattern LEGAL_NODE_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.\\-]*");

    /** Characters that would break a one-line message. */
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private Checks() {}

    static void name(String what, String name) {
        name(what, name, LEGAL_NAME, "starting with a letter or digit");
    }

    /** Checks a node's name; it may start with an underscore, as attributes in PyTorch often do. */
    static void nodeName(String what, String name) {
        name(what, name, LEGAL_NODE_NAME, "not starting with '-' or '.'");
    }

    private static void name(String what, String name, Pattern legal, String first) {
        if (!legal.matcher(name).matches()) {
            String printable = CONTROL.matcher(name).replaceAll("\uFFFD");
            throw new InvalidModelException(
                    what + " is \"" + printable + "\", expected letters, digits, '_', '-' and '.', " + first);
        }
    }

    static int positive(String what, int value) {
        if (value < 1) {
            throw new InvalidModelException(what + " is " + value + ", expected at least 1");
        }
        return value;
    }

    static int notNegative(String what, int value) {
        if (value < 0) {
            throw new InvalidModelException(what + " is " + value + ", expected at least 0");
        }
        return value;
    }

    static void arrayLength(String what, long length) {
        if (length > Integer.MAX_VALUE) {
            throw new InvalidModelException(what + " would have " + length + " values, expected at most "
                    + Integer.MAX_VALUE + "; use a smaller image or fewer filters");
        }
    }

    static float finite(String what, float value) {
        if (!Float.isFinite(value)) {
            throw new InvalidModelException(what + " is " + value + ", expected a finite number");
        }
        return value;
    }

    static float aboveZero(String what, float value) {
        if (!(value > 0) || !Float.isFinite(value)) {
            throw new InvalidModelException(what + " is " + value + ", expected a finite number above 0");
        }
        return value;
    }

    static float rate(float value) {
        if (!(value >= 0 && value < 1)) {
            throw new InvalidModelException("the rate is " + value + ", expected at least 0 and below 1");
        }
        return value;
    }
}
