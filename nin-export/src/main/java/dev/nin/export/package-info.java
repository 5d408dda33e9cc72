/**
 * SavedModels: written for TensorFlow Serving, read again by {@link dev.nin.export.Predictor}.
 *
 * <p>Called by users and from {@code dev.nin.cli} of nin-train: {@link dev.nin.export.SavedModelExporter} for what a
 * training left, {@link dev.nin.export.Predictor} in an application that asks a model,
 * {@link dev.nin.export.ExportCommand} from a shell, and {@link dev.nin.export.CommandRunner} by the commands of this
 * project. It calls nin-core, and knows nothing of training.
 */
@NullMarked
package dev.nin.export;

import org.jspecify.annotations.NullMarked;
