package dev.nin.train;

/**
 * What an epoch brought.
 *
 * @param epoch its number, from 1
 * @param train mean loss and accuracy over the epoch's steps, each before it changed the weights, with dropout
 * @param test loss and accuracy on the test images at its end
 * @param learningRate the rate of its last step
 * @param imagesPerSecond training images a second, evaluation left out
 * @param seconds its length, evaluation included
 */
public record EpochMetrics(
        int epoch, Evaluation train, Evaluation test, double learningRate, double imagesPerSecond, double seconds) {}
