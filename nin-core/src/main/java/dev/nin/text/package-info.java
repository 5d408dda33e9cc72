/**
 * Text tables and printable text.
 *
 * <p>Internal to this library's packages and modules, not exported to users. It depends on no other package of the
 * project.
 */
@NullMarked
package dev.nin.text;

import org.jspecify.annotations.NullMarked;
