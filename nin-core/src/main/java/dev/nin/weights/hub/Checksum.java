// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.hub;

import com.google.common.base.Ascii;
import dev.nin.UserInputException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The expected digest of a file's content. A prefix is enough, since publishers put eight digits of the SHA-256 into
 * their file names; so few digits detect a damaged download, not a forged one.
 *
 * @param algorithm "sha256" or "md5"
 * @param digits the prefix of the digest in lower-case hexadecimal
 */
public record Checksum(String algorithm, String digits) {
    private static final Pattern FORM = Pattern.compile("(?:(sha256|md5):)?([0-9a-fA-F]{8,64})");
    private static final List<String> ALGORITHMS = List.of("sha256", "md5");

    /** @throws UserInputException if there are fewer than 8 or more than 64 digits, or the algorithm is unknown */
    public Checksum {
        digits = Ascii.toLowerCase(digits);
        if (!ALGORITHMS.contains(algorithm) || !FORM.matcher(digits).matches()) {
            throw wrong(algorithm + ":" + digits);
        }
    }

    /**
     * Parses a checksum.
     *
     * @param text such as "sha256:f37072fd", or the digits alone for SHA-256
     * @return the checksum
     * @throws UserInputException if it has another form
     */
    public static Checksum of(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw wrong(text);
        }
        return new Checksum(parts.group(1) == null ? "sha256" : parts.group(1), parts.group(2));
    }

    /** Returns whether a digest starts with these digits. */
    boolean matches(byte[] digest) {
        return HexFormat.of().formatHex(digest).startsWith(digits);
    }

    /** Returns a new digest of the algorithm. */
    MessageDigest digest() {
        try {
            return MessageDigest.getInstance(algorithm.equals("md5") ? "MD5" : "SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }

    private static UserInputException wrong(String text) {
        return new UserInputException(
                "the checksum is \"" + text + "\", expected 8 to 64 hexadecimal digits, such as sha256:f37072fd");
    }

    @Override
    public String toString() {
        return algorithm + ":" + digits;
    }
}
