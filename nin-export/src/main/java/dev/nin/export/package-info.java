/**
 * Checkpoints written as SavedModels for TensorFlow Serving.
 *
 * <p>Called by users and from nin-train, through {@link dev.nin.export.SavedModelExporter}. What only asks models is in
 * {@code dev.nin.serving} and knows nothing of this package.
 */
@NullMarked
package dev.nin.export;

import org.jspecify.annotations.NullMarked;
