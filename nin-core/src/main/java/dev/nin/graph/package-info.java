/**
 * From the model to TensorFlow: the compiler, and the audit of the gradients that training goes through.
 *
 * <p>Called from {@code dev.nin.train} and {@code dev.nin.export}, and by users who run a model themselves, through
 * {@link dev.nin.graph.GraphCompiler}; which operation a layer becomes is this package's own affair. What holds a graph
 * or a session is to be closed. It calls {@code dev.nin.model} and takes values from {@code dev.nin.weights}.
 */
@NullMarked
package dev.nin.graph;

import org.jspecify.annotations.NullMarked;
