// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.command;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** What a user may have meant by a word that a command does not know. */
public final class Suggestions {
    /** What other tools call what is meant, too far from the name here for its letters to tell. */
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

    /** Letters that a word of three or more may be wrong in; a longer one, in a third of its letters. */
    private static final int FEW = 2;

    private Suggestions() {}

    /**
     * Names what comes nearest.
     *
     * @param known the command's options or its sub-commands
     * @param word an option, whose value may stand behind it, or a sub-command, that is none of them
     * @return such as {@code ", did you mean --epochs?"}; empty if nothing comes near
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

    /** Letters to change, add or take away; one if a word only begins with the other. */
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
