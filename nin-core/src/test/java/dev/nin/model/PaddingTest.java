// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests for paddings and their text in a specification. */
class PaddingTest {
    @Test
    void readsEveryForm() {
        assertThat(Padding.parse("same")).isEqualTo(Padding.same());
        assertThat(Padding.parse("valid")).isEqualTo(Padding.valid()).isEqualTo(Padding.of(0));
        assertThat(Padding.parse("2")).isEqualTo(new Padding.Explicit(2, 2, 2, 2));
        assertThat(Padding.parse("1,2,3,4")).isEqualTo(Padding.of(1, 2, 3, 4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"same", "0", "3", "1,2,3,4", "0,1,0,1"})
    void writesWhatItReads(String text) {
        assertThat(Padding.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SAME", "1,2", "1,2,3,4,5", "1, 2, 3, 4", "x", "1.5", "99999999999", "1,,2,3"})
    void refusesOtherText(String text) {
        assertThatThrownBy(() -> Padding.parse(text))
                .isInstanceOf(InvalidModelException.class)
                .hasMessage("padding \"" + text
                        + "\" is not known, expected \"same\", \"valid\", a number or \"top,bottom,left,right\"");
    }

    @ParameterizedTest
    @CsvSource({"-1;0;0;0, at the top", "0;-1;0;0, at the bottom", "0;0;-1;0, on the left", "0;0;0;-1, on the right"})
    void refusesNegativeSides(String sides, String side) {
        assertThatThrownBy(() -> Padding.parse(sides.replace(';', ',')))
                .isInstanceOf(InvalidModelException.class)
                .hasMessage("the padding " + side + " is -1, expected at least 0");
    }
}
