/** The training command. */
@NullMarked
package dev.nin.cli;

import org.jspecify.annotations.NullMarked;
