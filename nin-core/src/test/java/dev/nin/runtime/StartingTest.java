// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import org.junit.jupiter.api.Test;

class StartingTest {
    @Test
    void awaitsWhatItHasComeTo() {
        Starting<Thread> starting = Starting.of(Thread::currentThread);

        assertThat(starting.await()).isNotSameAs(Thread.currentThread());
        assertThat(starting.awaitEnd()).contains(starting.await());
        assertThat(Starting.ended("ready").await()).isEqualTo("ready");
    }

    @Test
    void throwsWhatWasThrownOnTheOtherThread() {
        UserInputException problem = new UserInputException("no folder");
        Starting<String> starting = Starting.of(() -> {
            throw problem;
        });

        assertThatThrownBy(starting::await).isSameAs(problem);
        assertThat(starting.awaitEnd()).isEmpty();
    }
}
