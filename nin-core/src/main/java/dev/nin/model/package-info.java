/**
 * The model as data: layers, their shapes and costs, and the specification that joins them. Nothing here knows
 * TensorFlow.
 */
@NullMarked
package dev.nin.model;

import org.jspecify.annotations.NullMarked;
