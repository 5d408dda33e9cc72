// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import java.util.List;

/**
 * Pixel shuffle (Shi et al. 2016): rearranges channels to pixels. Maps (H, W, C · factor²) to (H · factor, W · factor,
 * C). As in PyTorch's nn.PixelShuffle, the channels for one output channel are adjacent, row by row; TensorFlow's
 * DepthToSpace uses another order.
 *
 * @param factor upscaling factor of height and width, at least 1
 */
public record PixelShuffle(int factor) implements Layer {
    /** @throws InvalidModelException if the factor is below 1 */
    public PixelShuffle {
        Checks.positive("the factor", factor);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape input = InputChecks.onlyMap(inputs);
        int area = Math.multiplyExact(factor, factor);
        if (input.channels() % area != 0) {
            throw new InvalidModelException("the input " + input + " has " + input.channels()
                    + " channels, expected a multiple of " + area + " for the factor " + factor
                    + "; make one with a 1×1 convolution");
        }
        return Shape.map(
                Math.multiplyExact(input.height(), factor),
                Math.multiplyExact(input.width(), factor),
                input.channels() / area);
    }

    @Override
    public ReceptiveField receptiveField(List<ReceptiveField> fields, List<Shape> inputs) {
        Shape output = outputShape(inputs);
        Size size = new Size(output.height(), output.width());
        return fields.get(0).resized(inputs.get(0), size, Interpolation.NEAREST);
    }

    @Override
    public String title() {
        return "PixelShuffle";
    }

    @Override
    public String stem() {
        return "pixel_shuffle";
    }

    @Override
    public String call() {
        return "pixelShuffle(" + factor + ")";
    }

    @Override
    public <R> R accept(LayerVisitor<R> visitor) {
        return visitor.visit(this);
    }
}
