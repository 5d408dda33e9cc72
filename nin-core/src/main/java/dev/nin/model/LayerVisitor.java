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
}
