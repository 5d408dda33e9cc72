/**
 * Checkpoints written as SavedModels for TensorFlow Serving, and the command for it.
 *
 * <p>Called by users and from {@code dev.nin.cli} of nin-train: {@link dev.nin.export.SavedModelExporter} for what a
 * training left, and {@link dev.nin.export.ExportCommand} from a shell. What only asks models is in
 * {@code dev.nin.serving} and knows nothing of this package.
 */
@NullMarked
package dev.nin.export;

import org.jspecify.annotations.NullMarked;
