/**
 * The model as data: layers, their shapes and costs, and the specification that joins them. Nothing here depends on
 * TensorFlow, and everything is immutable and thus thread-safe.
 *
 * <p>Used by all other packages: {@code dev.nin.dsl} builds a {@link dev.nin.model.ModelSpec}, {@code dev.nin.graph}
 * compiles it, and users read and write it with {@link dev.nin.model.ModelJson}. It depends only on
 * {@code dev.nin.text}.
 */
@NullMarked
package dev.nin.model;

import org.jspecify.annotations.NullMarked;
