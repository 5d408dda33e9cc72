/**
 * The report on each kind of task: its sections with charts, pictures and tables.
 *
 * <p>Called from {@code dev.nin.report}. It calls {@code dev.nin.report.calibration}, {@code dev.nin.report.page},
 * {@code dev.nin.report.picture}, {@code dev.nin.train} and nin-core.
 */
@NullMarked
package dev.nin.report.task;

import org.jspecify.annotations.NullMarked;
