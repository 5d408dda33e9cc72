/**
 * Reports on a training: charts, pictures of what a network sees, TensorBoard files, and a page that contains them.
 *
 * <p>Called from {@code dev.nin.cli}, and by users together with their own {@link dev.nin.train.Trainer}:
 * {@link dev.nin.report.TensorBoard} is one of its listeners, and {@link dev.nin.report.Report} is written after the
 * training. It calls {@code dev.nin.train}, {@code dev.nin.data} and nin-core; the page's sections for each task come
 * from {@code dev.nin.report.task}. No other package draws charts.
 */
@NullMarked
package dev.nin.report;

import org.jspecify.annotations.NullMarked;
