/**
 * Images and their targets: datasets, the files they are read from, and the data sets that the library bundles or
 * downloads.
 *
 * <p>Users, {@code dev.nin.train}, {@code dev.nin.report} and {@code dev.nin.cli} call it, mostly through
 * {@link dev.nin.data.ImageSets} and {@link dev.nin.data.LabeledImages}. It depends on {@code dev.nin.model} for errors
 * in user input and on {@code dev.nin.task} for targets, but on neither TensorFlow nor training.
 */
@NullMarked
package dev.nin.data;

import org.jspecify.annotations.NullMarked;
