// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import com.google.common.base.Splitter;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The name of a module of PyTorch, such as backbone.0.2, and what it says of the order of modules. Where two names
 * part, parts that differ in their numbers alone are in the order of the numbers, as in nn.Sequential; words say
 * nothing.
 */
record ModuleName(String text, List<String> parts) {
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    static ModuleName of(String text) {
        return new ModuleName(text, Splitter.on('.').splitToList(text));
    }

    /** Whether this module comes before the other for certain. */
    boolean isBefore(ModuleName other) {
        int common = Math.min(parts.size(), other.parts.size());
        for (int i = 0; i < common; i++) {
            String mine = parts.get(i);
            String others = other.parts.get(i);
            if (!mine.equals(others)) {
                return words(mine).equals(words(others)) && isLess(numbers(mine), numbers(others));
            }
        }
        // A module's own tensors come before those of the modules in it.
        return parts.size() < other.parts.size();
    }

    private static boolean isLess(List<BigInteger> numbers, List<BigInteger> others) {
        for (int i = 0; i < numbers.size(); i++) {
            int order = numbers.get(i).compareTo(others.get(i));
            if (order != 0) {
                return order < 0;
            }
        }
        return false;
    }

    private static String words(String part) {
        return NUMBER.matcher(part).replaceAll("#");
    }

    private static List<BigInteger> numbers(String part) {
        return NUMBER.matcher(part)
                .results()
                .map(MatchResult::group)
                .map(BigInteger::new)
                .toList();
    }
}
