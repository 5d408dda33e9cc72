/**
 * What a training needs of a machine, looked for and named with its remedy.
 *
 * <p>Called from {@code dev.nin.cli} alone and not exported to users. It calls {@code dev.nin.data} and
 * {@code dev.nin.runtime}.
 */
@NullMarked
package dev.nin.doctor;

import org.jspecify.annotations.NullMarked;
