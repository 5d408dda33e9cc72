/** The training loop, its configuration, and what it reports. */
@NullMarked
package dev.nin.train;

import org.jspecify.annotations.NullMarked;
