// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.process;

import dev.nin.cli.options.TargetOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Filters the arguments of a command line. */
public final class CommandLineArguments {
    private static final String TASK = "--task";

    /** Options with a value that belong to one process of a training, not to the whole training. */
    public static final Set<String> OF_A_PROCESS =
            Set.of("--cluster", TASK, "--join-timeout", "--local-processes", "--restarts");

    private CommandLineArguments() {}

    /**
     * Removes options.
     *
     * @param valued options that take a value, as the next argument or after an equals sign
     * @param flags options without a value
     */
    public static List<String> without(List<String> words, Set<String> valued, Set<String> flags) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            int sign = word.indexOf('=');
            if (word.equals(TASK) && isTaskLearned(words, i)) {
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

    /** Returns whether the value of --task is a name: then it selects the task to learn and belongs to the training. */
    private static boolean isTaskLearned(List<String> words, int at) {
        return at + 1 < words.size() && !TargetOptions.isNumber(words.get(at + 1));
    }
}
