// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.records;

import dev.nin.UserInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What the labels' numbers in a set's records mean.
 *
 * @param classes the classes' names
 * @param first the number that stands for the first class
 */
record LabelNumbers(List<String> classes, int first) {
    /** More classes than any set has: a label beyond is no label. */
    static final int MOST = 50_000;

    private static final Pattern NUMBERED = Pattern.compile("(\\d{1,7}):(.+)");

    /**
     * Decides by the names in {@code labels.txt} and the names beside the labels in the records. Labels are from 1
     * where the file's lines are numbered so, where the records' names are those of the lines before, or, without such
     * names, where label 0 does not occur and the greatest label is the number of lines. Without the file, the first
     * label that occurs, 0 or 1, is that of the first class.
     *
     * @param file what messages call the labels file
     * @param lines the lines of the labels file; none if there is no such file
     * @param texts the name that records give each label that occurs; empty where they give none
     */
    static LabelNumbers decide(String file, List<String> lines, TreeMap<Integer, String> texts) {
        return lines.isEmpty() ? ofTexts(texts) : ofLines(file, lines, texts);
    }

    private static LabelNumbers ofLines(String file, List<String> lines, TreeMap<Integer, String> texts) {
        List<String> names = new ArrayList<>();
        int first = firstOfNumbered(lines, names);
        if (first < 0) {
            names = lines;
            first = startsAtOne(lines, texts) ? 1 : 0;
        }
        int last = first + names.size() - 1;
        if (texts.firstKey() < first || texts.lastKey() > last) {
            throw new UserInputException(file + " names " + names.size() + " classes, labels " + first + " to " + last
                    + ", but records have labels from " + texts.firstKey() + " to " + texts.lastKey()
                    + "; expected a line for each class");
        }
        return new LabelNumbers(names, first);
    }

    /** Lines such as "0:daisy", in order; -1 if they are not. */
    private static int firstOfNumbered(List<String> lines, List<String> names) {
        int first = -1;
        for (int i = 0; i < lines.size(); i++) {
            Matcher line = NUMBERED.matcher(lines.get(i));
            if (!line.matches()) {
                return -1;
            }
            int number = Integer.parseInt(line.group(1));
            first = i == 0 ? number : first;
            if (number != first + i) {
                return -1;
            }
            names.add(line.group(2).strip());
        }
        return first;
    }

    private static boolean startsAtOne(List<String> lines, TreeMap<Integer, String> texts) {
        if (texts.firstKey() == 0 || texts.lastKey() > lines.size()) {
            return false;
        }
        boolean areBefore = true;
        boolean areAt = true;
        for (Map.Entry<Integer, String> each : texts.entrySet()) {
            int label = each.getKey();
            areBefore &= each.getValue().equals(lines.get(label - 1));
            areAt &= label < lines.size() && each.getValue().equals(lines.get(label));
        }
        return areBefore || (!areAt && texts.lastKey() == lines.size());
    }

    private static LabelNumbers ofTexts(TreeMap<Integer, String> texts) {
        int first = Math.min(1, texts.firstKey());
        List<String> names = IntStream.rangeClosed(first, texts.lastKey())
                .mapToObj(label -> {
                    String text = texts.getOrDefault(label, "");
                    return text.isEmpty() ? Integer.toString(label) : text;
                })
                .toList();
        return new LabelNumbers(names, first);
    }
}
