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
 * Images by number, each with what is to be learnt of it, all read in one shape. Order, shares and augmentation are
 * functions of the number, so that a resumed training reads what an uninterrupted one does. Safe for use by several
 * threads; reading changes nothing that shows.
 *
 * <p>Your own source of images with a class each needs five methods:
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
 * <p>With other targets, {@link #targets} and {@link #readTargets} take the place of {@code classes} and {@code label}:
 *
 * <pre>{@code
 * public List<Target> targets() { return List.of(Target.ofValues(List.of("angle"))); }
 * public void readTargets(int index, Draw draw, TargetBuffer into) { into.put(0, angle(index)); }
 * }</pre>
 */
public interface Dataset extends AutoCloseable {
    /**
     * Number of images.
     *
     * @return at least 1
     */
    int size();

    /**
     * The shape that every image is read in.
     *
     * @return height, width and channels
     */
    ImageShape shape();

    /**
     * The classes' names, in the order of the labels' numbers.
     *
     * @return the names; none unless overridden
     */
    default List<String> classes() {
        return List.of();
    }

    /**
     * An image's class. Cheap: nothing is decoded for it.
     *
     * @param index which image
     * @return the class's number, from 0
     * @throws IllegalStateException unless overridden
     */
    default int label(int index) {
        throw new IllegalStateException("the images have no classes, but " + targets());
    }

    /**
     * What is to be learnt of each image, beside the image itself.
     *
     * @return one class, where there are {@link #classes}, unless overridden
     */
    default List<Target> targets() {
        return classes().isEmpty() ? List.of() : List.of(Target.ofClass(classes()));
    }

    /**
     * Reads what is to be learnt of an image.
     *
     * @param index which image
     * @param draw how the image is changed, which a mask is changed with
     * @param into takes each of {@link #targets}
     * @throws UserInputException if it cannot be read
     */
    default void readTargets(int index, Draw draw, TargetBuffer into) {
        if (!classes().isEmpty()) {
            into.put(0, label(index));
        }
    }

    /**
     * Reads an image as it is tested and served.
     *
     * @param index which image
     * @param into takes the image, uint8 (height, width, channels)
     * @throws UserInputException if the image cannot be read
     */
    void read(int index, ExampleBuffer into);

    /**
     * Reads an image as it is trained with: changed as drawn.
     *
     * @param index which image
     * @param draw the augmentation, and the seed and epoch that its draws are keyed by
     * @param into takes the image, uint8 (height, width, channels)
     * @throws UserInputException if the image cannot be read
     */
    default void read(int index, Draw draw, ExampleBuffer into) {
        read(index, into);
        draw.change(index, shape(), into);
    }

    /**
     * Whether reading only copies what is in memory: then one thread reads, and statistics are those of all images.
     *
     * @return false unless overridden
     */
    default boolean isDecoded() {
        return false;
    }

    /**
     * What tells an image from another: its pixels, or less where that is as good.
     *
     * @param index which image
     * @return the bytes that {@link #sha256} takes in
     */
    default byte[] fingerprint(int index) {
        ExampleBuffer image = ExampleBuffer.of(shape());
        read(index, image);
        return image.pixels();
    }

    /**
     * Some of these images. Nothing is copied.
     *
     * @param indices which, in the order wanted
     * @return a view with the same classes
     */
    default Dataset select(int[] indices) {
        return new Subset(this, indices);
    }

    /**
     * The first images of a fixed shuffle: the same ones each time, whatever the training's seed.
     *
     * @param limit how many; all, in their own order, where there are no more
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
     * One of several equal parts, for one of several that work side by side.
     *
     * @param index which part, from 0
     * @param count how many parts
     * @return a view of the images index, index + count, index + 2 · count and so on
     * @throws UserInputException if there is no such part, or nothing in it
     */
    default Dataset shard(int index, int count) {
        if (index < 0 || index >= count || index >= size()) {
            throw new UserInputException("shard " + index + " of " + count + " is asked for of " + size()
                    + " images, expected 0 to " + (Math.min(count, size()) - 1));
        }
        return select(IntStream.iterate(index, each -> each < size(), each -> each + count)
                .toArray());
    }

    /**
     * These images with the classes of a model: each class gets the number that the model has for it.
     *
     * @param all the model's classes
     * @param names what the model calls each class of these images
     * @return a view
     * @throws IllegalArgumentException if a name is none of the model's, or there are not as many as classes
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
     * Mean and standard deviation of each channel, of pixels from 0 to 1, over a fixed sample of the images where there
     * are many that must be decoded for it.
     *
     * @return the statistics, deviations at least 1/255
     */
    default ChannelStatistics statistics() {
        return ChannelStatistics.of(this);
    }

    /**
     * A fingerprint of the images, their targets and the targets' names.
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

    /** Frees what reading has opened, also for the views of this dataset; it opens again when it is read again. */
    @Override
    default void close() {}
}
