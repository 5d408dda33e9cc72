/** Training of one model by several processes, with TensorFlow's own servers and collective operations. */
@NullMarked
package dev.nin.cluster;

import org.jspecify.annotations.NullMarked;
