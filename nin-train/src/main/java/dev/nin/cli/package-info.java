/**
 * The training command and its sub-commands.
 *
 * <p>Called from a shell through {@link dev.nin.cli.TrainCommand}, and by no other package; not exported to users. It
 * calls all other packages.
 */
@NullMarked
package dev.nin.cli;

import org.jspecify.annotations.NullMarked;
