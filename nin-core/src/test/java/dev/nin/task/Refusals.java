// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.task;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Asserts that calls are rejected. */
final class Refusals {
    private Refusals() {}

    static void assertRefused(Runnable call, String message) {
        assertThatThrownBy(call::run).hasMessage(message);
    }
}
