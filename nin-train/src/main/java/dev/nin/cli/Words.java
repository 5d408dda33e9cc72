// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The words of a command line. */
final class Words {
    /** Options with a value that say what belongs to one process of a training, not to the training. */
    static final Set<String> OF_A_PROCESS =
            Set.of("--cluster", "--task", "--join-timeout", "--local-processes", "--restarts");

    private Words() {}

    /**
     * Leaves options out.
     *
     * @param valued options that take a value, in a word of its own or behind a sign of equality
     * @param flags options that take none
     */
    static List<String> without(List<String> words, Set<String> valued, Set<String> flags) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            int sign = word.indexOf('=');
            if (valued.contains(word)) {
                i++;
            } else if (!flags.contains(word) && !(sign > 0 && valued.contains(word.substring(0, sign)))) {
                kept.add(word);
            }
        }
        return kept;
    }
}
