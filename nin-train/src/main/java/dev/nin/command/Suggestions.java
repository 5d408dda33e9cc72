// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.command;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Suggests what a user may have meant by an unknown option or sub-command. */
public final class Suggestions {
    /** The options' names in other tools that are too different to be found by their letters. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("--learning-rate", "--lr"),
            Map.entry("--rate", "--lr"),
            Map.entry("--batch-size", "--batch"),
            Map.entry("--bs", "--batch"),
            Map.entry("--num-epochs", "--epochs"),
            Map.entry("--iterations", "--epochs"),
            Map.entry("--dataset", "--data"),
            Map.entry("--network", "--model"),
            Map.entry("--arch", "--model"),
            Map.entry("--size", "--image-size"),
            Map.entry("--resolution", "--image-size"),
            Map.entry("--gpu", "--device"),
            Map.entry("--cpu", "--device"),
            Map.entry("--cuda", "--device"),
            Map.entry("--workers", "--threads"),
            Map.entry("--jobs", "--threads"),
            Map.entry("--output", "--out"),
            Map.entry("--save", "--out"),
            Map.entry("--wd", "--weight-decay"),
            Map.entry("--l2", "--weight-decay"),
            Map.entry("--early-stopping", "--patience"),
            Map.entry("--amp", "--mixed-precision"),
            Map.entry("--fp16", "--mixed-precision"),
            Map.entry("--random-seed", "--seed"),
            Map.entry("--val-split", "--validation-split"),
            Map.entry("--to-dir", "--to"));

    /** The maximum number of wrong letters in a word of three or more; in a longer word, a third of its letters. */
    private static final int FEW = 2;

    private Suggestions() {}

    /**
     * Returns a suggestion of the nearest known word.
     *
     * @param known the command's options or its sub-commands
     * @param word an unknown option, possibly with its value, or an unknown sub-command
     * @return a text such as {@code ", did you mean --epochs?"}; empty if nothing is near
     */
    public static String of(Set<String> known, String word) {
        int value = word.indexOf('=');
        String name = value < 0 ? word : word.substring(0, value);
        String elsewhere = ELSEWHERE.get(name.replace('_', '-'));
        if (elsewhere != null && known.contains(elsewhere)) {
            return question(elsewhere);
        }
        return known.stream()
                .filter(each ->
                        distance(name, each) <= Math.max(FEW, letters(name).length() / 3))
                .min(Comparator.comparingInt((String each) -> distance(name, each))
                        .thenComparing(each -> each))
                .map(Suggestions::question)
                .orElse("");
    }

    private static String question(String name) {
        return ", did you mean " + name + "?";
    }

    /** Returns the number of letters to change, add or remove; one if a word starts with the other. */
    private static int distance(String one, String other) {
        String a = letters(one);
        String b = letters(other);
        if (Math.min(a.length(), b.length()) <= FEW) {
            return a.equals(b) ? 0 : Integer.MAX_VALUE;
        }
        if (a.startsWith(b) || b.startsWith(a)) {
            return a.equals(b) ? 0 : 1;
        }
        int[] row = IntStream.rangeClosed(0, b.length()).toArray();
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceFirst("^-+", "").replace('_', '-');
    }
}
