/**
 * Images and what is to be learnt of them: sets, the files they come from, and the ones this library brings or finds.
 *
 * <p>Called by users, {@code dev.nin.train}, {@code dev.nin.report} and {@code dev.nin.cli}, mostly through
 * {@link dev.nin.data.ImageSets} and {@link dev.nin.data.LabeledImages}. It calls {@code dev.nin.model} for the
 * mistakes of users and {@code dev.nin.task} for what targets are, and knows neither TensorFlow nor training.
 */
@NullMarked
package dev.nin.data;

import org.jspecify.annotations.NullMarked;
