// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.process;

import dev.nin.cli.options.TargetOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The words of a command line. */
public final class CommandLineArguments {
    private static final String TASK = "--task";

    /** Options with a value that say what belongs to one process of a training, not to the training. */
    public static final Set<String> OF_A_PROCESS =
            Set.of("--cluster", TASK, "--join-timeout", "--local-processes", "--restarts");

    private CommandLineArguments() {}

    /**
     * Leaves options out.
     *
     * @param valued options that take a value, in a word of its own or behind a sign of equality
     * @param flags options that take none
     */
    public static List<String> without(List<String> words, Set<String> valued, Set<String> flags) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            int sign = word.indexOf('=');
            if (word.equals(TASK) && isTaskLearnt(words, i)) {
                kept.add(word);
            } else if (valued.contains(word)) {
                i++;
            } else if (word.startsWith(TASK + "=") && !TargetOptions.isNumber(word.substring(sign + 1))) {
                kept.add(word);
            } else if (!flags.contains(word) && !(sign > 0 && valued.contains(word.substring(0, sign)))) {
                kept.add(word);
            }
        }
        return kept;
    }

    /** Whether a task's word is a name: then it says what is learnt, and belongs to the training. */
    private static boolean isTaskLearnt(List<String> words, int at) {
        return at + 1 < words.size() && !TargetOptions.isNumber(words.get(at + 1));
    }
}
