/** Convolutional networks in fluent Java: start with {@link dev.nin.dsl.Nin}. */
@NullMarked
package dev.nin.dsl;

import org.jspecify.annotations.NullMarked;
