// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.versions;

import java.util.regex.Pattern;

/** The numbers that name versions: whole numbers of up to 18 digits without leading zeros. */
final class VersionNumber {
    static final long GREATEST = 999_999_999_999_999_999L;

    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

    private VersionNumber() {}

    /** Returns whether a text is such a number. */
    static boolean matches(String text) {
        return NUMBER.matcher(text).matches();
    }
}
