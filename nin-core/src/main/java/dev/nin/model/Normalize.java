// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.List;

/**
 * Standardization of each channel: (x - mean) / deviation.
 *
 * @param mean one finite value per channel
 * @param deviation one finite value above 0 per channel
 */
public record Normalize(List<Float> mean, List<Float> deviation) implements Layer {
    /** @throws InvalidModelException if the lists differ in length or a value is out of range */
    public Normalize {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        if (mean.size() != deviation.size()) {
            throw new InvalidModelException("it has " + mean.size() + " means and " + deviation.size()
                    + " deviations, expected as many of each");
        }
        mean.forEach(value -> Checks.finite("a mean", value));
        deviation.forEach(value -> Checks.aboveZero("a deviation", value));
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape input = InputChecks.onlyMap(inputs);
        if (input.channels() != mean.size()) {
            throw new InvalidModelException("it has " + mean.size() + " means, but the input " + input + " has "
                    + input.channels() + " channels; give one mean and deviation per channel");
        }
        return input;
    }

    @Override
    public boolean preparesInput() {
        return true;
    }

    @Override
    public String title() {
        return "Normalize";
    }

    @Override
    public String stem() {
        return "normalize";
    }

    @Override
    public String call() {
        return "normalize(" + mean + ", " + deviation + ")";
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
