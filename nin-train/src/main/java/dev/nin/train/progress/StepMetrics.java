// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.progress;

/**
 * The metrics of one step, measured before it changed the weights.
 *
 * @param epoch number of the epoch, from 1
 * @param step number of the step in the epoch, from 1
 * @param steps number of steps in the epoch
 * @param loss mean loss of the step's batch
 * @param images size of the step's batch
 * @param soFar mean loss and metrics over the epoch's steps so far, including this one
 */
public record StepMetrics(int epoch, long step, long steps, double loss, int images, Evaluation soFar) {}
