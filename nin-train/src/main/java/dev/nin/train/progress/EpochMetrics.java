// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.progress;

import java.util.Optional;

/**
 * What an epoch brought.
 *
 * @param epoch its number, from 1
 * @param train mean loss and metrics over the epoch's steps, each before it changed the weights, with dropout
 * @param validation loss and metrics on the validation images at its end, by which the best checkpoint is chosen; empty
 *     without such images
 * @param test loss and metrics on the test images at its end
 * @param learningRate the rate of its last step
 * @param imagesPerSecond training images a second; evaluation and looks at gradients are left out
 * @param seconds its length, evaluation included
 */
public record EpochMetrics(
        int epoch,
        Evaluation train,
        Optional<Evaluation> validation,
        Evaluation test,
        double learningRate,
        double imagesPerSecond,
        double seconds) {}
