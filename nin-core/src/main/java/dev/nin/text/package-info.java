/** Tables of text for the other packages. Not meant for users. */
@NullMarked
package dev.nin.text;

import org.jspecify.annotations.NullMarked;
