/** SavedModels: written for TensorFlow Serving, read again by {@link dev.nin.export.Predictor}. */
@NullMarked
package dev.nin.export;

import org.jspecify.annotations.NullMarked;
