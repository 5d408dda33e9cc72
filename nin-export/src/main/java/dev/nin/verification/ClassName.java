// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.verification;

import dev.nin.model.UserInputException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which class a folder's name means: the label itself; a label with - or _ for each character that no file's name may
 * have, such as {@code T-shirt-top} for {@code T-shirt/top}; or the class's place from 0, unless labels are numbers
 * themselves.
 */
final class ClassName {
    private static final Pattern FORBIDDEN = Pattern.compile("[/\\\\:*?\"<>|]");
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,8}");
    private static final int SHOWN = 30;

    private ClassName() {}

    /**
     * The place of the class among the labels.
     *
     * @throws UserInputException if it is no label's, or several labels'
     */
    static int place(Path folder, List<String> labels) {
        String name = folder.getFileName().toString();
        List<Integer> places = places(labels, name::equals);
        if (places.isEmpty()) {
            places = places(
                    labels,
                    label -> Stream.of("-", "_")
                            .anyMatch(sign ->
                                    FORBIDDEN.matcher(label).replaceAll(sign).equals(name)));
        }
        boolean numbers =
                labels.stream().anyMatch(label -> NUMBER.matcher(label).matches());
        if (places.isEmpty() && !numbers && NUMBER.matcher(name).matches() && Integer.parseInt(name) < labels.size()) {
            return Integer.parseInt(name);
        }
        if (places.size() > 1) {
            throw new UserInputException("--data: the folder " + folder + " may mean "
                    + String.join(" or ", places.stream().map(labels::get).toList())
                    + "; name it by the class's place, such as " + places.get(0));
        }
        if (places.isEmpty()) {
            throw new UserInputException("--data: the folder " + folder + " is named by none of the model's labels, "
                    + "expected one of " + listed(labels) + "; write - or _ for /"
                    + (numbers ? "" : ", or the label's place from 0"));
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
