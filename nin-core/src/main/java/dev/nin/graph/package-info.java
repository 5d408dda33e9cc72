/** From the model to TensorFlow: graphs, their weights, and checkpoints. */
@NullMarked
package dev.nin.graph;

import org.jspecify.annotations.NullMarked;
