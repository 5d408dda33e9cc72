// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

/**
 * A visitor with one method for each kind of layer, so that an unhandled kind does not compile.
 *
 * @param <R> the result type
 */
public interface LayerVisitor<R> {
    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the result
     */
    R visit(Input layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the result
     */
    R visit(Resize layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the result
     */
    R visit(Normalize layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the result
     */
    R visit(Conv2d layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the result
     */
    R visit(Dense layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the result
     */
    R visit(Activation layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the result
     */
    R visit(MaxPool2d layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the result
     */
    R visit(AvgPool2d layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the result
     */
    R visit(GlobalAvgPool2d layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the result
     */
    R visit(Dropout layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the result
     */
    R visit(Flatten layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the result
     */
    R visit(Add layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the result
     */
    R visit(Concat layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the result
     */
    R visit(DepthwiseConv2d layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the result
     */
    R visit(ConvTranspose2d layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the result
     */
    R visit(GlobalMaxPool2d layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the result
     */
    R visit(BatchNorm layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the result
     */
    R visit(LayerNorm layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the result
     */
    R visit(LocalResponseNorm layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the result
     */
    R visit(SpatialDropout2d layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the result
     */
    R visit(ZeroPadding2d layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the result
     */
    R visit(Cropping2d layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the result
     */
    R visit(UpSampling2d layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the result
     */
    R visit(Multiply layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the result
     */
    R visit(Softmax layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the result
     */
    R visit(Scale layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the result
     */
    R visit(Prelu layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the result
     */
    R visit(GroupNorm layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the result
     */
    R visit(PixelShuffle layer);

    /**
     * Visits a custom layer.
     *
     * @param layer the layer
     * @return the result
     */
    R visit(Custom layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the result
     */
    R visit(DropPath layer);
}
