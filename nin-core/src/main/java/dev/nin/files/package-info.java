/** Internal helpers to read untrusted files within limits and to write files and folders atomically. */
@NullMarked
package dev.nin.files;

import org.jspecify.annotations.NullMarked;
