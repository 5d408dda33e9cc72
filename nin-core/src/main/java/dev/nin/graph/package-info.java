/**
 * From the model to TensorFlow: graphs, their weights, and checkpoints.
 *
 * <p>Called from {@code dev.nin.train} and {@code dev.nin.export}, and by users who run a model themselves, through
 * {@link dev.nin.graph.GraphCompiler}, {@link dev.nin.checkpoint.Checkpoint} and {@link dev.nin.graph.PyTorchWeights};
 * which operation a layer becomes is this package's own affair. What holds a graph or a session is to be closed. It
 * calls {@code dev.nin.model}.
 */
@NullMarked
package dev.nin.graph;

import org.jspecify.annotations.NullMarked;
