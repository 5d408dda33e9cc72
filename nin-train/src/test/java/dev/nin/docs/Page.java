// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation in Markdown.
 *
 * @param path its path from the project's folder
 * @param text its text
 */
record Page(Path path, String text) {
    /** The project's folder. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern LINK = Pattern.compile("(?<!`)\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern INLINE = Pattern.compile("`([^`]+)`");
    private static final Pattern NO_PART_OF_ANCHORS = Pattern.compile("[^\\p{L}\\p{N} _-]");

    /**
     * A piece of code.
     *
     * @param language what stands behind the fence; empty for an indented block
     * @param code its lines, without the indentation
     * @param before the last line in front of it that is not empty
     */
    record Block(String language, String code, String before) {
        List<String> lines() {
            return code.lines().toList();
        }
    }

    /** The pages at the top and all below docs. */
    static List<Page> all() {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            Stream<Path> top = Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
                    .map(ROOT::resolve)
                    .filter(Files::exists);
            return Stream.concat(
                            top,
                            docs.filter(path -> path.toString().endsWith(".md")).sorted())
                    .map(Page::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Page read(Path file) {
        try {
            return new Page(ROOT.relativize(file.toAbsolutePath().normalize()), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its pieces of code in order. */
    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        List<String> lines = text.lines().toList();
        String before = "";
        boolean isBehindBlank = true;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean isFence = line.startsWith("```");
            if (isFence || (isBehindBlank && line.startsWith("    "))) {
                int end = isFence ? indexOfFence(lines, i + 1) : endOfIndented(lines, i);
                List<String> code = lines.subList(isFence ? i + 1 : i, end);
                String joined = String.join(
                        "\n",
                        code.stream()
                                .map(each -> isFence || each.isBlank() ? each : each.substring(4))
                                .toList());
                blocks.add(new Block(isFence ? line.substring(3).strip() : "", joined.stripTrailing(), before));
                i = isFence ? end : end - 1;
                isBehindBlank = true;
            } else {
                isBehindBlank = line.isBlank();
                before = line.isBlank() ? before : line;
            }
        }
        return blocks;
    }

    /** Where its links lead, as written. */
    List<String> links() {
        return LINK.matcher(prose()).results().map(match -> match.group(1)).toList();
    }

    /** Code within its sentences, each on one line. */
    List<String> inlineCode() {
        return INLINE.matcher(prose())
                .results()
                .map((MatchResult match) -> match.group(1).replaceAll("\\s+", " "))
                .toList();
    }

    /** The anchors of its headings, as GitHub makes them. */
    Set<String> anchors() {
        Map<String, Integer> seen = new HashMap<>();
        Set<String> anchors = new LinkedHashSet<>();
        prose().lines().filter(line -> line.matches("#{1,6} .*")).forEach(line -> {
            String heading = line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT);
            String anchor = NO_PART_OF_ANCHORS.matcher(heading).replaceAll("").replace(' ', '-');
            int times = seen.merge(anchor, 1, Integer::sum);
            anchors.add(times == 1 ? anchor : anchor + "-" + (times - 1));
        });
        return anchors;
    }

    /** The text without pieces of code. */
    private String prose() {
        return text.replaceAll("(?ms)^```.*?^```", "").replaceAll("(?m)^ {4}.*$", "");
    }

    private static int indexOfFence(List<String> lines, int from) {
        int end = from;
        while (!lines.get(end).startsWith("```")) {
            end++;
        }
        return end;
    }

    private static int endOfIndented(List<String> lines, int from) {
        int end = from;
        while (end < lines.size() && (lines.get(end).isBlank() || lines.get(end).startsWith("    "))) {
            end++;
        }
        return end;
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
