/**
 * Checks of what a training needs on a machine, with fixes.
 *
 * <p>Called only from {@code dev.nin.cli}; not exported to users. It calls {@code dev.nin.data} and
 * {@code dev.nin.runtime}.
 */
@NullMarked
package dev.nin.doctor;

import org.jspecify.annotations.NullMarked;
