// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.progress;

/**
 * What a step saw before it changed the weights.
 *
 * @param epoch its epoch, from 1
 * @param step its number in the epoch, from 1
 * @param steps how many steps the epoch has
 * @param loss mean loss of its batch
 * @param images size of its batch
 * @param soFar mean loss and metric over the steps that the epoch has had, this one included
 */
public record StepMetrics(int epoch, long step, long steps, double loss, int images, Evaluation soFar) {}
