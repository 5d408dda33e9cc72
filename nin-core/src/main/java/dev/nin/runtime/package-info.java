/** What must be decided before TensorFlow loads, and what its sessions are told. */
@NullMarked
package dev.nin.runtime;

import org.jspecify.annotations.NullMarked;
