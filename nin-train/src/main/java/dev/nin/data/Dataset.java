// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.nin.UserInputException;
import dev.nin.task.Target;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A dataset: images by number, each with its targets, all read in one shape. Order, splits and augmentation are
 * functions of the number, so a resumed training reads the same data as an uninterrupted one. Safe for use by several
 * threads; reading has no visible side effects.
 *
 * <p>A custom source of images with one class each implements five methods:
 *
 * <pre>{@code
 * record Stripes(int size) implements Dataset {
 *     public ImageShape shape() { return new ImageShape(32, 32, 1); }
 *     public List<String> classes() { return List.of("flat", "steep"); }
 *     public int label(int index) { return index % 2; }
 *     public void read(int index, ExampleBuffer into) {
 *         byte[] image = draw(index);
 *         into.put(image, 0, image.length);
 *     }
 * }
 * }</pre>
 *
 * <p>For other targets, override {@link #targets} and {@link #readTargets} instead of {@code classes} and
 * {@code label}:
 *
 * <pre>{@code
 * public List<Target> targets() { return List.of(Target.ofValues(List.of("angle"))); }
 * public void readTargets(int index, Draw draw, TargetBuffer into) { into.put(0, angle(index)); }
 * }</pre>
 */
public interface Dataset extends AutoCloseable {
    /**
     * Returns the number of images.
     *
     * @return at least 1
     */
    int size();

    /**
     * Returns the shape in which every image is read.
     *
     * @return height, width and channels
     */
    ImageShape shape();

    /**
     * Returns the classes' names, in the order of their numbers.
     *
     * @return the names; an empty list unless overridden
     */
    default List<String> classes() {
        return List.of();
    }

    /**
     * Returns an image's class. Cheap, since it decodes nothing.
     *
     * @param index the image's number
     * @return the class's number, from 0
     * @throws IllegalStateException unless overridden
     */
    default int label(int index) {
        throw new IllegalStateException("the images have no classes, only " + targets());
    }

    /**
     * Returns the targets of each image, besides the image itself.
     *
     * @return unless overridden, the class if there are {@link #classes}, otherwise an empty list
     */
    default List<Target> targets() {
        return classes().isEmpty() ? List.of() : List.of(Target.ofClass(classes()));
    }

    /**
     * Reads the targets of an image.
     *
     * @param index the image's number
     * @param draw the augmentation of the image, which also applies to masks
     * @param into receives each of {@link #targets}
     * @throws UserInputException if a target cannot be read
     */
    default void readTargets(int index, Draw draw, TargetBuffer into) {
        if (!classes().isEmpty()) {
            into.put(0, label(index));
        }
    }

    /**
     * Reads an image without augmentation, as in evaluation and serving.
     *
     * @param index the image's number
     * @param into receives the image, uint8 (height, width, channels)
     * @throws UserInputException if the image cannot be read
     */
    void read(int index, ExampleBuffer into);

    /**
     * Reads an image for training, with augmentation.
     *
     * @param index the image's number
     * @param draw the augmentation, with the seed and epoch that key its random draws
     * @param into receives the image, uint8 (height, width, channels)
     * @throws UserInputException if the image cannot be read
     */
    default void read(int index, Draw draw, ExampleBuffer into) {
        read(index, into);
        draw.change(index, shape(), into);
    }

    /**
     * Returns whether images are decoded in memory. If so, one thread reads them, and statistics cover all images.
     *
     * @return false unless overridden
     */
    default boolean isDecoded() {
        return false;
    }

    /**
     * Returns bytes that identify an image: its pixels, or fewer bytes if these suffice.
     *
     * @param index the image's number
     * @return the bytes that {@link #sha256} hashes
     */
    default byte[] fingerprint(int index) {
        ExampleBuffer image = ExampleBuffer.of(shape());
        read(index, image);
        return image.pixels();
    }

    /**
     * Returns a view of some of these images. Nothing is copied.
     *
     * @param indices numbers of the images, in the order wanted
     * @return a view with the same classes
     */
    default Dataset select(int[] indices) {
        return new Subset(this, indices);
    }

    /**
     * Returns the first images of a fixed shuffle, which does not depend on the training's seed.
     *
     * @param limit the number of images; if there are no more, all are returned in their own order
     * @return a view, or this dataset
     * @throws UserInputException if the limit is below 1
     */
    default Dataset limit(int limit) {
        if (limit < 1) {
            throw new UserInputException("a limit of " + limit + " images, expected at least 1");
        }
        return limit >= size() ? this : select(Arrays.copyOf(Shuffle.order(size(), 0, 0), limit));
    }

    /**
     * Returns one of several equal parts, for work that is divided among several processes.
     *
     * @param index the part's number, from 0
     * @param count the number of parts
     * @return a view of the images index, index + count, index + 2 · count and so on
     * @throws UserInputException if there is no such part, or it is empty
     */
    default Dataset shard(int index, int count) {
        if (index < 0 || index >= count || index >= size()) {
            throw new UserInputException("shard " + index + " of " + count + " is requested of " + size()
                    + " images, expected 0 to " + (Math.min(count, size()) - 1));
        }
        return select(IntStream.iterate(index, each -> each < size(), each -> each + count)
                .toArray());
    }

    /**
     * Returns these images with the classes of a model: each class gets its number in the model.
     *
     * @param all the model's classes
     * @param names the model's name for each class of these images
     * @return a view
     * @throws IllegalArgumentException if a name is not one of the model's, or there is not one name per class
     */
    default Dataset withClasses(List<String> all, List<String> names) {
        int[] numbers = names.stream().mapToInt(all::indexOf).toArray();
        if (numbers.length != classes().size() || Arrays.stream(numbers).anyMatch(each -> each < 0)) {
            throw new IllegalArgumentException(
                    "the classes " + classes() + " are called " + names + ", expected a name of " + all + " for each");
        }
        return new Renumbered(this, all, numbers);
    }

    /**
     * Returns a fingerprint of the images, their targets and the targets' names.
     *
     * @return SHA-256 in hexadecimal
     */
    default String sha256() {
        Hasher hasher = Hashing.sha256().newHasher();
        hasher.putInt(shape().height()).putInt(shape().width()).putInt(shape().channels());
        for (int index = 0; index < size(); index++) {
            hasher.putBytes(fingerprint(index));
        }
        Targets one = new Targets(targets(), 1);
        for (int index = 0; index < size(); index++) {
            readTargets(index, Draw.NONE, one.at(0, index));
            one.addTo(hasher);
        }
        targets().forEach(target -> target.names().forEach(hasher::putUnencodedChars));
        return hasher.hash().toString();
    }

    /** Releases what reading has opened, also for views of this dataset; reading again reopens it. */
    @Override
    default void close() {}
}
