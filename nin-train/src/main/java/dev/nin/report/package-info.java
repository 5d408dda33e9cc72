/**
 * What a training is shown with: charts, pictures of what a network sees, TensorBoard's files, and a page that holds
 * them.
 *
 * <p>Called from {@code dev.nin.cli}, and by users beside a {@link dev.nin.train.Trainer} of their own:
 * {@link dev.nin.report.TensorBoard} is one of its listeners, {@link dev.nin.report.Report} is written behind it. It
 * calls {@code dev.nin.train}, {@code dev.nin.data} and nin-core; the page's sections by task are those of
 * {@code dev.nin.report.task}. Nothing else here draws charts.
 */
@NullMarked
package dev.nin.report;

import org.jspecify.annotations.NullMarked;
