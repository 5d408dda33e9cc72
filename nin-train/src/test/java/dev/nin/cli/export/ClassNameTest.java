// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests the mapping of class names to labels. */
class ClassNameTest {
    private static final List<String> LABELS = List.of("T-shirt/top", "Trouser", "Bag");

    @Test
    void takesClassesByLabelOrPlace() {
        assertThat(ClassName.labels(List.of("1", "Bag", "T-shirt_top"), LABELS, "photos"))
                .containsExactly("Trouser", "Bag", "T-shirt/top");
    }

    @Test
    void takesEachLabelByItself() {
        List<String> labels = List.of("a/b", "a-b");
        assertThat(ClassName.labels(labels, labels, "photos")).isEqualTo(labels);
    }

    @Test
    void refusesTwoClassesOfOneLabel() {
        refuses(
                List.of("0", "T-shirt-top"),
                LABELS,
                "--data photos: the classes 0 and T-shirt-top both mean T-shirt/top; put their images into one of them");
    }

    @Test
    void refusesAClassThatMayMeanSeveralLabels() {
        refuses(
                List.of("T-shirt-top"),
                List.of("T-shirt/top", "T-shirt:top"),
                "--data photos: the class T-shirt-top may mean T-shirt/top or T-shirt:top; name it by the label's "
                        + "index, such as 0");
    }

    @Test
    void refusesPlacesWhereLabelsAreNumbers() {
        refuses(
                List.of("0"),
                List.of("1", "2"),
                "--data photos: the class 0 is not a label of the model, expected one of 1, 2; write - or _ for /");
    }

    @Test
    void refusesAClassThatIsNoLabel() {
        refuses(
                List.of("3"),
                LABELS,
                "--data photos: the class 3 is not a label of the model, expected one of T-shirt/top, Trouser, Bag; "
                        + "write - or _ for /, or the label's index from 0");
    }

    private static void refuses(List<String> classes, List<String> labels, String message) {
        assertThatThrownBy(() -> ClassName.labels(classes, labels, "photos"))
                .isInstanceOf(UserInputException.class)
                .hasMessage(message);
    }
}
