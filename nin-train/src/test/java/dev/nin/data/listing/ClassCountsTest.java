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
                        "class \"ants\" has no training image", "2 classes have no test image: \"ants\", \"bees\"");
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

    private static List<String> notes(int[] train, int[] test) {
        return ClassCounts.notes(CLASSES, train, Optional.empty(), Optional.of(test));
    }
}
