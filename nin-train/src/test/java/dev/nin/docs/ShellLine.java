// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A command shown on a page.
 *
 * @param page the page
 * @param words its arguments, without quotes
 * @param note the line before its block, which may state who has run it
 */
record ShellLine(Page page, List<String> words, String note) {
    private static final Pattern WORD = Pattern.compile("(?:[^\\s\"']|\"[^\"]*\"|'[^']*')+");
    private static final Set<String> PROGRAMS = Set.of(
            "mvn",
            "java",
            "docker",
            "curl",
            "python",
            "python3",
            "pip",
            "git",
            "cd",
            "tensorboard",
            "apt-get",
            "sudo",
            "source",
            "nvidia-smi",
            "nin",
            "unzip",
            "wget",
            "npm",
            "make",
            "bash",
            "sh");

    /** Returns all commands of all pages. */
    static List<ShellLine> all() {
        return Page.all().stream().flatMap(ShellLine::of).toList();
    }

    private static Stream<ShellLine> of(Page page) {
        List<ShellLine> lines = new ArrayList<>();
        for (Page.Block block : page.blocks()) {
            boolean isShell = block.language().equals("sh");
            if (isShell || block.language().isEmpty()) {
                String joined = block.code().replaceAll("\\\\\n\\s*", "");
                joined.lines()
                        .map(ShellLine::words)
                        .filter(words -> !words.isEmpty() && (isShell || isCommand(words.get(0))))
                        .forEach(words -> lines.add(new ShellLine(page, words, block.before())));
            }
        }
        page.inlineCode().stream()
                .map(ShellLine::words)
                .filter(words -> words.size() > 1 && words.get(0).equals("mvn"))
                .forEach(words -> lines.add(new ShellLine(page, words, "")));
        return lines.stream();
    }

    private static boolean isCommand(String word) {
        return PROGRAMS.contains(word.substring(word.lastIndexOf('/') + 1)) || word.equals(".ci/run");
    }

    static List<String> words(String line) {
        return WORD.matcher(line)
                .results()
                .map(MatchResult::group)
                .map(word -> word.replaceAll("[\"']", ""))
                .toList();
    }

    boolean isMaven() {
        return words.get(0).equals("mvn");
    }

    /** Returns whether it calls this project's program by its name. */
    boolean isOwn() {
        return words.get(0).equals("nin");
    }

    /** Returns the arguments of this project's program; empty if it is not run. */
    Optional<List<String>> arguments() {
        return isOwn()
                ? Optional.of(words.subList(1, words.size()))
                : property("exec.args").map(ShellLine::words);
    }

    /** Returns the value after an option such as -pl, or attached to it as in -Pslow. */
    Optional<String> option(String name) {
        for (int i = 1; i < words.size(); i++) {
            if (words.get(i).equals(name)) {
                return Optional.of(words.get(i + 1));
            }
            if (name.length() == 2 && words.get(i).startsWith(name)) {
                return Optional.of(words.get(i).substring(2)).filter(value -> !value.equals("l"));
            }
        }
        return Optional.empty();
    }

    /** Returns the value of -Dname=value. */
    Optional<String> property(String name) {
        String start = "-D" + name + "=";
        return words.stream()
                .filter(word -> word.startsWith(start))
                .map(word -> word.substring(start.length()))
                .findFirst();
    }

    /** Returns the names of all -Dname=value. */
    List<String> properties() {
        return words.stream()
                .filter(word -> word.startsWith("-D"))
                .map(word -> word.substring(2).replaceFirst("=.*", ""))
                .toList();
    }

    /** Returns the arguments that are neither options nor values: Maven's goals and phases. */
    List<String> goals() {
        List<String> goals = new ArrayList<>();
        for (int i = 1; i < words.size(); i++) {
            boolean isValue = words.get(i - 1).equals("-pl") || words.get(i - 1).equals("-f");
            if (!words.get(i).startsWith("-") && !isValue) {
                goals.add(words.get(i));
            }
        }
        return goals;
    }

    @Override
    public String toString() {
        return page + ": " + String.join(" ", words);
    }
}
