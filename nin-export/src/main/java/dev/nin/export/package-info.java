/**
 * Exports checkpoints as SavedModels for TensorFlow Serving.
 *
 * <p>Called by users and from nin-train, through {@link dev.nin.export.SavedModelExporter}. Code that only runs
 * exported models is in {@code dev.nin.serving} and does not depend on this package.
 */
@NullMarked
package dev.nin.export;

import org.jspecify.annotations.NullMarked;
