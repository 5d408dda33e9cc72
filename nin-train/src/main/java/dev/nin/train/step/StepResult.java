// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.step;

import java.util.List;

/**
 * The result of a step, measured before it changed the weights.
 *
 * @param loss mean loss of the batch
 * @param sums the metrics' sums
 * @param pauses whether a replica wants to pause
 */
public record StepResult(float loss, List<Double> sums, boolean pauses) {}
