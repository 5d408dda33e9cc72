/**
 * The model as data: layers, their shapes and costs, and the specification that joins them. Nothing here knows
 * TensorFlow, and all of it is immutable, so that any thread may use it.
 *
 * <p>Called from everywhere: {@code dev.nin.dsl} makes a {@link dev.nin.model.ModelSpec}, {@code dev.nin.graph}
 * compiles it, users read and write it with {@link dev.nin.model.ModelJson}. It calls {@code dev.nin.text} alone.
 */
@NullMarked
package dev.nin.model;

import org.jspecify.annotations.NullMarked;
