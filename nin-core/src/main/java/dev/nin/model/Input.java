// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.List;

/**
 * A model's input for images of the given height, width and channels. Pixels of type uint8 are scaled from 0 to 1
 * (divided by 255, as PyTorch's ToTensor does); float32 values are used as they are.
 *
 * @param height rows of pixels, at least 1
 * @param width columns of pixels, at least 1
 * @param channels values per pixel, at least 1
 * @param pixels the number type of the images that are fed
 * @param fit how image files of other sizes are fitted to the input
 */
public record Input(int height, int width, int channels, Pixels pixels, Fit fit) implements Layer {
    /** The number type of the pixels. */
    public enum Pixels {
        /** 0 to 255, as stored in image files. */
        UINT8,
        /** Any number, preprocessed by the caller. */
        FLOAT32
    }

    /** @throws InvalidModelException if a value is below 1 */
    public Input {
        Checks.positive("the image's height", height);
        Checks.positive("the image's width", width);
        Checks.positive("the image's number of channels", channels);
    }

    /**
     * Creates an input to which image files of other sizes are stretched.
     *
     * @param height rows of pixels, at least 1
     * @param width columns of pixels, at least 1
     * @param channels values per pixel, at least 1
     * @param pixels the number type of the images that are fed
     * @throws InvalidModelException if a value is below 1
     */
    public Input(int height, int width, int channels, Pixels pixels) {
        this(height, width, channels, pixels, Fit.STRETCH);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        if (!inputs.isEmpty()) {
            throw new InvalidModelException("it has " + inputs.size() + " inputs, expected none");
        }
        return Shape.map(height, width, channels);
    }

    @Override
    public boolean preparesInput() {
        return true;
    }

    @Override
    public String title() {
        return "Input";
    }

    @Override
    public String stem() {
        return "images";
    }

    @Override
    public String call() {
        return "image(" + height + ", " + width + ", " + channels + (fit.equals(Fit.STRETCH) ? "" : ", " + fit) + ")";
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
