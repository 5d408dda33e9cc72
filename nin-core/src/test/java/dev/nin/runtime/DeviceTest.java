// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests for devices as written on the command line. */
class DeviceTest {
    @Test
    void readsEveryForm() {
        assertThat(Device.parse("auto")).isEqualTo(new Device(Device.Kind.AUTO, OptionalInt.empty()));
        assertThat(Device.parse("cpu")).isEqualTo(new Device(Device.Kind.CPU, OptionalInt.empty()));
        assertThat(Device.parse("gpu")).isEqualTo(new Device(Device.Kind.GPU, OptionalInt.empty()));
        assertThat(Device.parse("gpu:12")).isEqualTo(new Device(Device.Kind.GPU, OptionalInt.of(12)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "cpu", "gpu", "gpu:0", "gpu:3"})
    void writesWhatItReads(String text) {
        assertThat(Device.parse(text).toString()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GPU", "gpu:", "gpu:-1", "gpu:x", "gpu:99999", "cpu:0", "tpu", " cpu"})
    void refusesOthers(String text) {
        assertThatThrownBy(() -> Device.parse(text))
                .isInstanceOf(UserInputException.class)
                .hasMessage("device " + text + " is not known, expected auto, cpu, gpu or gpu:N");
    }
}
