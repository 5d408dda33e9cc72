/**
 * The training loop, its configuration, and what it reports.
 *
 * <p>Called by users and from {@code dev.nin.cli} through {@link dev.nin.train.Trainer}, and from
 * {@code dev.nin.report} for evaluations and metrics. It calls {@code dev.nin.data} and nin-core; who listens to it
 * ({@link dev.nin.train.progress.TrainingListener}) is unknown to it.
 */
@NullMarked
package dev.nin.train;

import org.jspecify.annotations.NullMarked;
