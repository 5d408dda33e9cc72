/** Files of anybody's, read within limits, for the other packages. Not meant for users. */
@NullMarked
package dev.nin.files;

import org.jspecify.annotations.NullMarked;
