/**
 * Convolutional networks in fluent Java: start with {@link dev.nin.dsl.Nin}.
 *
 * <p>Called by users, and by {@code dev.nin.cli} for the models of {@link dev.nin.zoo.Zoo}. It calls
 * {@code dev.nin.model}, and of {@code dev.nin.graph} what layers of users' own are made with: what it makes is data,
 * and no TensorFlow is loaded for it.
 */
@NullMarked
package dev.nin.dsl;

import org.jspecify.annotations.NullMarked;
