/**
 * The elements of a report's page: sections with pictures, tables and numbers.
 *
 * <p>Called from {@code dev.nin.report} and {@code dev.nin.report.task}. It calls {@code dev.nin.report.picture}.
 */
@NullMarked
package dev.nin.report.page;

import org.jspecify.annotations.NullMarked;
