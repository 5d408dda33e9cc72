// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.drawing;

import dev.nin.model.ModelSpec;

/**
 * A drawing of a model. Each node is a box with its name, DSL call, output shape and number of parameters, below the
 * boxes of its inputs; branches are side by side. Blue boxes have learned parameters, yellow ones join branches, gray
 * ones preprocess the image, and outputs have a thick border.
 */
public final class ModelDrawing {
    private final Layout layout;

    private ModelDrawing(Layout layout) {
        this.layout = layout;
    }

    /**
     * Lays out a model.
     *
     * @param spec the model
     * @return the drawing
     * @throws dev.nin.UserInputException if the model has too many long edges for a readable drawing
     */
    public static ModelDrawing of(ModelSpec spec) {
        return new ModelDrawing(new LayoutBuilder(spec).build());
    }

    /**
     * Returns the drawing as SVG, for models of any depth.
     *
     * @return an XML document, to be written in UTF-8
     */
    public String svg() {
        return SvgRenderer.render(layout);
    }

    /**
     * Returns the drawing as PNG at twice the size of the SVG. Requires Java's AWT (the module java.desktop) and a
     * font, but no display.
     *
     * @return the bytes of the file
     * @throws dev.nin.UserInputException if the image would have more than 32 million pixels
     * @throws IllegalStateException if AWT cannot start
     */
    public byte[] png() {
        return PngRenderer.render(layout);
    }
}
