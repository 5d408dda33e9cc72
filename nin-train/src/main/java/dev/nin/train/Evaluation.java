package dev.nin.train;

/**
 * How well a model does on a set of images.
 *
 * @param loss mean cross-entropy
 * @param accuracy share of images whose likeliest class is the right one, from 0 to 1
 */
public record Evaluation(double loss, double accuracy) {}
