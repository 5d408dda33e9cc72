// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Notes on the number of images per class. */
class ClassCountsTest {
    private static final List<String> CLASSES = List.of("ants", "bees", "wasps");

    @Test
    void areSilentOnEvenClasses() {
        assertThat(notes(new int[] {10, 100, 50}, new int[] {1, 1, 1})).isEmpty();
        assertThat(ClassCounts.notes(CLASSES, new int[] {1, 1, 1}, Optional.empty(), Optional.empty()))
                .isEmpty();
    }

    @Test
    void tellClassesFarApart() {
        assertThat(notes(new int[] {12, 900, 50}, new int[] {1, 1, 1}))
                .containsExactly("class counts range from 12 (\"ants\") to 900 (\"bees\")");
    }

    @Test
    void nameClassesWithoutImages() {
        assertThat(notes(new int[] {0, 5, 5}, new int[] {0, 0, 1}))
                .containsExactly(
                        "class \"ants\" has neither training nor test images; the others have \"bees\" 5, \"wasps\" 6",
                        "class \"bees\" has no test image");
        assertThat(notes(new int[] {0, 5, 5}, new int[] {1, 0, 1}))
                .containsExactly("class \"ants\" has no training image", "class \"bees\" has no test image");
        assertThat(ClassCounts.notes(CLASSES, new int[] {5, 5, 5}, Optional.of(new int[] {5, 0, 5}), Optional.empty()))
                .containsExactly("class \"bees\" has no validation image");
    }

    @Test
    void nameTwentyClassesAtMost() {
        List<String> many = IntStream.range(0, 50).mapToObj(i -> "c" + i).toList();
        int[] ones = IntStream.range(0, 50).map(i -> 1).toArray();

        assertThat(ClassCounts.notes(many, ones, Optional.empty(), Optional.of(new int[50])))
                .singleElement()
                .asString()
                .startsWith("50 classes have no test image: \"c0\", ")
                .endsWith("\"c19\" and 30 more");
    }

    @Test
    void showLabelsThatStartAtOne() {
        assertThat(ClassCounts.notes(
                        List.of("0", "1", "2", "3"),
                        new int[] {0, 40, 41, 42},
                        Optional.empty(),
                        Optional.of(new int[] {0, 10, 10, 10})))
                .containsExactly(
                        "class \"0\" has neither training nor test images; labels count from 0, and these have "
                                + "\"1\" 50, \"2\" 51, \"3\" 52");
    }

    @Test
    void showAWrongValueAmongTheLabels() {
        List<String> classes =
                IntStream.range(0, 256).mapToObj(Integer::toString).toList();
        int[] train = new int[256];
        int[] validation = new int[256];
        int[] test = new int[256];
        train[0] = 40;
        train[1] = 41;
        train[255] = 1;
        validation[0] = 3;
        test[0] = 10;
        test[1] = 10;

        assertThat(ClassCounts.notes(classes, train, Optional.of(validation), Optional.of(test)))
                .containsExactly(
                        "253 of 256 classes have neither training nor test images: \"2\", \"3\", \"4\", \"5\", \"6\", "
                                + "\"7\", \"8\", \"9\", \"10\", \"11\" and 243 more; the others have \"0\" 53, "
                                + "\"1\" 51, \"255\" 1",
                        "class counts range from 1 (\"255\") to 41 (\"1\")",
                        "2 classes have no validation image: \"1\", \"255\"",
                        "class \"255\" has no test image");
    }

    private static List<String> notes(int[] train, int[] test) {
        return ClassCounts.notes(CLASSES, train, Optional.empty(), Optional.of(test));
    }
}
