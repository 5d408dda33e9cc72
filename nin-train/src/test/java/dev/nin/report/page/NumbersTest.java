// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the format of numbers in a report. */
class NumbersTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "12.34567, 12.35",
        "-12.3, -12.3",
        "0.0012346, 0.001235",
        "99999.4, 99999",
        "2500, 2500",
        "1234567, 1234567",
        "123456789, 1.23e+08",
        "0.00001234, 1.23e-05",
        "NaN, NaN"
    })
    void haveFourDigitsOrAllBeforeThePoint(double value, String shown) {
        assertThat(Numbers.significant(value)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "0.03, 0.03",
        "0.029999999, 0.03",
        "0.0005, 0.0005",
        "0.000025, 2.5e-5",
        "3e-7, 3e-7",
        "1, 1",
        "10, 10",
        "0, 0"
    })
    void ratesAreWrittenAsPeopleDo(double rate, String shown) {
        assertThat(Numbers.rate(rate)).isEqualTo(shown);
    }
}
