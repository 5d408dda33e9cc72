/** Several processes that train one model together, on TensorFlow's own servers and collective operations. */
@NullMarked
package dev.nin.cluster;

import org.jspecify.annotations.NullMarked;
