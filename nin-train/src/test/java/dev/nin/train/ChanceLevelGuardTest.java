// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.task.output.Goals;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which first losses trigger the guard's check; guessing one of ten classes has the loss 2.3026. */
class ChanceLevelGuardTest {
    @ParameterizedTest
    @CsvSource({"2.20, false", "2.27, false", "2.29, true", "2.3026, true", "2.326, true", "9.5, true", "1e6, false"})
    void looksWhereTheLossIsNoBetterThanGuessing(double loss, boolean isSuspicious) {
        ChanceLevelGuard guard =
                new ChanceLevelGuard(SmallTraining.MODEL, Goals.of(SmallTraining.MODEL, SmallTraining.TASK), 40);

        for (int step = 1; step < 40; step++) {
            guard.record(loss);
            assertThat(guard.isSuspicious()).isFalse();
        }
        guard.record(loss);
        assertThat(guard.isSuspicious()).isEqualTo(isSuspicious);
        guard.record(loss);
        assertThat(guard.isSuspicious()).isFalse();
    }

    @Test
    void looksAgainUntilTheLossHasLeftItsStart() {
        ChanceLevelGuard guard =
                new ChanceLevelGuard(SmallTraining.MODEL, Goals.of(SmallTraining.MODEL, SmallTraining.TASK), 8);

        assertThat(suspiciousSteps(guard, 2.3, 1, 40)).containsExactly(8, 16, 32);
        ChanceLevelGuard resumed =
                new ChanceLevelGuard(SmallTraining.MODEL, Goals.of(SmallTraining.MODEL, SmallTraining.TASK), 8);
        resumed.resume(40, guard.noted());
        assertThat(suspiciousSteps(resumed, 2.3, 41, 100)).containsExactly(64);
        assertThat(suspiciousSteps(resumed, 1.0, 101, 130)).isEmpty();
        assertThat(resumed.noted()).isEmpty();
        assertThat(suspiciousSteps(resumed, 2.3, 131, 600)).isEmpty();
    }

    private static List<Integer> suspiciousSteps(ChanceLevelGuard guard, double loss, int from, int to) {
        List<Integer> steps = new ArrayList<>();
        for (int step = from; step <= to; step++) {
            guard.record(loss);
            if (guard.isSuspicious()) {
                steps.add(step);
            }
        }
        return steps;
    }
}
