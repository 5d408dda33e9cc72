/**
 * Convolutional networks in fluent Java: start with {@link dev.nin.dsl.Nin}.
 *
 * <p>Called by users, and by {@code dev.nin.cli} for the models of {@link dev.nin.zoo.Zoo}. It calls
 * {@code dev.nin.model} and, for custom layers, {@code dev.nin.graph}. Its result is plain data: TensorFlow is not
 * loaded.
 */
@NullMarked
package dev.nin.dsl;

import org.jspecify.annotations.NullMarked;
