// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.List;

/**
 * Where images enter: height, width and channels as they are stored. Pixels of type uint8 are read as numbers from 0 to
 * 1 (divided by 255, as PyTorch's ToTensor does); float32 values pass as they are.
 *
 * @param height rows of pixels, at least 1
 * @param width columns of pixels, at least 1
 * @param channels values per pixel, at least 1
 * @param pixels the type the images are fed in
 * @param fit how image files of other sizes are fitted in
 */
public record Input(int height, int width, int channels, Pixels pixels, Fit fit) implements Layer {
    /** The number type of the images that are fed. */
    public enum Pixels {
        /** 0 to 255, as image files keep them. */
        UINT8,
        /** Any number, as the caller prepared it. */
        FLOAT32
    }

    /** @throws InvalidModelException if a number is below 1 */
    public Input {
        Checks.positive("the image's height", height);
        Checks.positive("the image's width", width);
        Checks.positive("the image's number of channels", channels);
    }

    /**
     * An input into which image files of other sizes are stretched.
     *
     * @param height rows of pixels, at least 1
     * @param width columns of pixels, at least 1
     * @param channels values per pixel, at least 1
     * @param pixels the type the images are fed in
     * @throws InvalidModelException if a number is below 1
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
