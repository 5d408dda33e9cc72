// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

/**
 * One method for each kind of layer, so that a layer nobody handles does not compile.
 *
 * @param <R> what a visit returns
 */
public interface LayerVisitor<R> {
    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the answer
     */
    R visit(Input layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the answer
     */
    R visit(Resize layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the answer
     */
    R visit(Normalize layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the answer
     */
    R visit(Conv2d layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the answer
     */
    R visit(Dense layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the answer
     */
    R visit(Activation layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the answer
     */
    R visit(MaxPool2d layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the answer
     */
    R visit(AvgPool2d layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the answer
     */
    R visit(GlobalAvgPool2d layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the answer
     */
    R visit(Dropout layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the answer
     */
    R visit(Flatten layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the answer
     */
    R visit(Add layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the answer
     */
    R visit(Concat layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the answer
     */
    R visit(DepthwiseConv2d layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the answer
     */
    R visit(ConvTranspose2d layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the answer
     */
    R visit(GlobalMaxPool2d layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the answer
     */
    R visit(BatchNorm layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the answer
     */
    R visit(LayerNorm layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the answer
     */
    R visit(LocalResponseNorm layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the answer
     */
    R visit(SpatialDropout2d layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the answer
     */
    R visit(ZeroPadding2d layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the answer
     */
    R visit(Cropping2d layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the answer
     */
    R visit(UpSampling2d layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the answer
     */
    R visit(Multiply layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the answer
     */
    R visit(Softmax layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the answer
     */
    R visit(Scale layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the answer
     */
    R visit(Prelu layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the answer
     */
    R visit(GroupNorm layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the answer
     */
    R visit(PixelShuffle layer);

    /**
     * A layer of the user's own.
     *
     * @param layer the layer
     * @return what the visitor makes of it
     */
    R visit(Custom layer);

    /**
     * Visits a layer of this kind.
     *
     * @param layer the layer
     * @return the answer
     */
    R visit(DropPath layer);
}
