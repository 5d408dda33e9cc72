/**
 * What must be decided before TensorFlow loads, and what its sessions are told.
 *
 * <p>Called first of all, once a process, by programs that train, export or predict, through
 * {@link dev.nin.runtime.TensorFlowRuntime}; what a session is told is handed on as TensorFlow's own
 * {@code ConfigProto}. It calls {@code dev.nin.model} alone.
 */
@NullMarked
package dev.nin.runtime;

import org.jspecify.annotations.NullMarked;
