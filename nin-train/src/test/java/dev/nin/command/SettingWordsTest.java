// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.InvalidSettingException;
import dev.nin.train.config.TrainingConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that a wrong setting has the name of a method in the library and of an option in the program. */
class SettingWordsTest {
    @Test
    void theLibrarySpeaksOfMethods() {
        assertThatThrownBy(TrainingConfig.builder().weightDecay(-1)::build)
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("weightDecay is -1.0, expected a number of at least 0");
    }

    @ParameterizedTest
    @CsvSource({
        "--weight-decay, -1, '--weight-decay is -1.0, expected a number of at least 0'",
        "--lr, 0, '--lr is 0.0, expected a number above 0'",
        "--warmup, -1, '--warmup is -1.0 epochs, expected a number of at least 0'",
        "--device, tpu, '--device tpu is not known, expected auto, cpu, gpu or gpu:N'"
    })
    void theProgramSpeaksOfOptions(String option, String value, String message) {
        assertThat(Console.train(option, value).err().strip()).isEqualTo("error: " + message);
    }
}
