/**
 * The training loop, its configuration and its reports.
 *
 * <p>Users and {@code dev.nin.cli} call it through {@link dev.nin.train.Trainer}, and {@code dev.nin.report} for
 * evaluations and metrics. It depends on {@code dev.nin.data} and nin-core, but not on its listeners
 * ({@link dev.nin.train.progress.TrainingListener}).
 */
@NullMarked
package dev.nin.train;

import org.jspecify.annotations.NullMarked;
