/**
 * Tables of text.
 *
 * <p>Called from this library's other packages and modules; not exported to users, and it calls nothing of the project.
 */
@NullMarked
package dev.nin.text;

import org.jspecify.annotations.NullMarked;
