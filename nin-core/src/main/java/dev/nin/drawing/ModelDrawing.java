// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.drawing;

import dev.nin.model.ModelSpec;

/**
 * A picture of a model: a box for each node with its name, its call, its output's shape and the number of its
 * parameters, below the boxes of all that it reads; branches lie side by side. Blue boxes learn, yellow ones let
 * branches meet, grey ones prepare the image, those of outputs have a thick line.
 */
public final class ModelDrawing {
    private final Layout layout;

    private ModelDrawing(Layout layout) {
        this.layout = layout;
    }

    /**
     * Lays a model out.
     *
     * @param spec the model
     * @return its picture
     * @throws dev.nin.UserInputException if so many edges pass so many nodes that nobody could read it
     */
    public static ModelDrawing of(ModelSpec spec) {
        return new ModelDrawing(Layout.of(spec));
    }

    /**
     * The picture as SVG, for models of any depth.
     *
     * @return an XML document to be written in UTF-8
     */
    public String svg() {
        return SvgRenderer.render(layout);
    }

    /**
     * The picture as PNG, twice as large as the SVG. Needs Java's AWT (the module java.desktop) and a font, but no
     * screen.
     *
     * @return the bytes of a file
     * @throws dev.nin.UserInputException if it would have more than 32 million pixels
     * @throws IllegalStateException if AWT does not start
     */
    public byte[] png() {
        return PngRenderer.render(layout);
    }
}
