/**
 * The compiler from models to TensorFlow graphs, and the audit of the gradients that training uses.
 *
 * <p>The entry point for {@code dev.nin.train}, {@code dev.nin.export} and users who run a model themselves is
 * {@link dev.nin.graph.GraphCompiler}; the operations that a layer compiles to are internal to this package. Objects
 * that hold a graph or session must be closed. This package depends on {@code dev.nin.model} and reads values from
 * {@code dev.nin.weights}.
 */
@NullMarked
package dev.nin.graph;

import org.jspecify.annotations.NullMarked;
