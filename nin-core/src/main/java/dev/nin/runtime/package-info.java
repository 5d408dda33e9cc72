/**
 * The setup of TensorFlow before it loads, and the configuration of its sessions.
 *
 * <p>Programs that train, export or predict first call {@link dev.nin.runtime.TensorFlowRuntime}, once per process, and
 * pass its {@code ConfigProto} to their sessions. This package depends only on {@code dev.nin.model}.
 */
@NullMarked
package dev.nin.runtime;

import org.jspecify.annotations.NullMarked;
