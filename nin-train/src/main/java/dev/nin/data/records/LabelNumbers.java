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
 * The meaning of the label numbers in a data set's records.
 *
 * @param classes the classes' names
 * @param first the number of the first class
 */
record LabelNumbers(List<String> classes, int first) {
    /** More than the classes of any data set: a larger number is not a label. */
    static final int MOST = 50_000;

    private static final Pattern NUMBERED = Pattern.compile("(\\d{1,7}):(.+)");

    /**
     * Decides by the names in {@code labels.txt} and the names next to the labels in the records. Labels start at 1 if
     * the file's lines are numbered from 1, if the records' name of each label n is on line n, or, without such names,
     * if label 0 does not occur and the largest label equals the number of lines. Without the file, the smallest label
     * that occurs decides: classes start at 0 if it is 0, otherwise at 1.
     *
     * @param file name of the labels file for messages
     * @param lines the lines of the labels file; empty if there is no such file
     * @param texts the name in the records of each label that occurs; an empty string if there is none
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

    /** Returns the first number of lines such as "0:daisy", in order; -1 if lines do not have this form. */
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
