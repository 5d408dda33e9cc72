// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.progress;

import java.util.Optional;

/**
 * The metrics of one epoch.
 *
 * @param epoch number of the epoch, from 1
 * @param train mean loss and metrics over the epoch's steps, each measured before it changed the weights, with dropout
 * @param validation loss and metrics on the validation images at the epoch's end, which choose the best checkpoint;
 *     empty without validation images
 * @param test loss and metrics on the test images at the epoch's end
 * @param learningRate the learning rate of the last step
 * @param imagesPerSecond training images per second, without the time for evaluation and gradient reports
 * @param seconds duration of the epoch, including evaluation
 */
public record EpochMetrics(
        int epoch,
        Evaluation train,
        Optional<Evaluation> validation,
        Evaluation test,
        double learningRate,
        double imagesPerSecond,
        double seconds) {}
