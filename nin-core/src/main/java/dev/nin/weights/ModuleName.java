// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

import com.google.common.base.Splitter;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The name of a PyTorch module, such as backbone.0.2, which determines a partial order of modules. Where two names
 * first differ, parts that differ only in their numbers are in the order of the numbers, as in nn.Sequential; other
 * parts have no order.
 *
 * @param text the name
 * @param parts the parts between its dots
 */
record ModuleName(String text, List<Part> parts) {
    /** The maximum number of parts; the rest of a name counts as one part. */
    private static final int DEEPEST = 32;

    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern LEADING_ZEROS = Pattern.compile("^0+");

    /**
     * The part between two dots, parsed once, since each name is compared with every other.
     *
     * @param words the text around the numbers
     * @param numbers the digits without leading zeros; kept as text, since a file's numbers may be too long for an
     *     integer
     */
    record Part(String text, List<String> words, List<String> numbers) {
        static Part of(String text) {
            List<String> numbers = NUMBER.matcher(text)
                    .results()
                    .map(number -> LEADING_ZEROS.matcher(number.group()).replaceFirst(""))
                    .toList();
            return new Part(text, List.of(NUMBER.split(text, -1)), numbers);
        }

        boolean isLess(Part other) {
            for (int i = 0; i < numbers.size(); i++) {
                String mine = numbers.get(i);
                String others = other.numbers.get(i);
                if (!mine.equals(others)) {
                    return mine.length() < others.length()
                            || (mine.length() == others.length() && mine.compareTo(others) < 0);
                }
            }
            return false;
        }
    }

    static ModuleName of(String text) {
        return new ModuleName(
                text,
                Splitter.on('.')
                        .limit(DEEPEST)
                        .splitToStream(text)
                        .map(Part::of)
                        .toList());
    }

    /** Returns whether this module certainly comes before the other. */
    boolean isBefore(ModuleName other) {
        int common = Math.min(parts.size(), other.parts.size());
        for (int i = 0; i < common; i++) {
            Part mine = parts.get(i);
            Part others = other.parts.get(i);
            if (!mine.text().equals(others.text())) {
                return mine.words().equals(others.words()) && mine.isLess(others);
            }
        }
        // A module's own tensors come before those of the modules in it.
        return parts.size() < other.parts.size();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ModuleName name && text.equals(name.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
