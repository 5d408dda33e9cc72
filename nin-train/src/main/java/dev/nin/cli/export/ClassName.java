// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.export;

import dev.nin.UserInputException;
import dev.nin.zoo.ImageNet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Maps class names in data to a model's labels. A name may be the label itself; the label with - or _ for each
 * character that file names cannot contain, such as {@code T-shirt-top} for {@code T-shirt/top}; ImageNet's identifier
 * of the label; or the label's index from 0, unless labels are numbers.
 */
final class ClassName {
    private static final Pattern FORBIDDEN = Pattern.compile("[/\\\\:*?\"<>|]");
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,8}");
    private static final int SHOWN = 30;

    private ClassName() {}

    /**
     * Returns the label of each class.
     *
     * @param classes the classes of the data
     * @param labels the model's labels
     * @param data the data's name
     * @throws UserInputException if a class matches no label or several, or two classes match the same label
     */
    static List<String> labels(List<String> classes, List<String> labels, String data) {
        List<String> found = new ArrayList<>();
        for (String name : classes) {
            String label = labels.get(place(name, labels, data));
            int other = found.indexOf(label);
            if (other >= 0) {
                throw new UserInputException("--data " + data + ": the classes " + classes.get(other) + " and " + name
                        + " both mean " + label + "; put their images into one of them");
            }
            found.add(label);
        }
        return found;
    }

    private static int place(String name, List<String> labels, String data) {
        List<Integer> places = places(labels, name::equals);
        if (places.isEmpty()) {
            places = places(
                    labels,
                    label -> Stream.of("-", "_")
                            .anyMatch(sign ->
                                    FORBIDDEN.matcher(label).replaceAll(sign).equals(name)));
        }
        if (places.isEmpty() && labels.equals(ImageNet.labels())) {
            places = places(ImageNet.identifiers(), name::equals);
        }
        boolean numbers =
                labels.stream().anyMatch(label -> NUMBER.matcher(label).matches());
        if (places.isEmpty() && !numbers && NUMBER.matcher(name).matches() && Integer.parseInt(name) < labels.size()) {
            return Integer.parseInt(name);
        }
        if (places.size() > 1) {
            throw new UserInputException("--data " + data + ": the class " + name + " may mean "
                    + String.join(" or ", places.stream().map(labels::get).toList())
                    + "; name it by the label's index, such as " + places.get(0));
        }
        if (places.isEmpty()) {
            throw new UserInputException("--data " + data + ": the class " + name
                    + " is not a label of the model, expected one of " + listed(labels) + "; write - or _ for /"
                    + (numbers ? "" : ", or the label's index from 0"));
        }
        return places.get(0);
    }

    private static List<Integer> places(List<String> labels, Predicate<String> meant) {
        return IntStream.range(0, labels.size())
                .filter(place -> meant.test(labels.get(place)))
                .boxed()
                .toList();
    }

    private static String listed(List<String> labels) {
        return String.join(", ", labels.subList(0, Math.min(labels.size(), SHOWN)))
                + (labels.size() > SHOWN ? " and " + (labels.size() - SHOWN) + " more" : "");
    }
}
