// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.google.common.primitives.Ints;
import dev.nin.model.UserInputException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Images of one size with a class each, in memory as they are stored: uint8, (height, width, channels), one image
 * behind the other. Immutable.
 */
public final class LabeledImages {
    private static final String EMPTY = "the image set is empty, expected at least one image";

    private final int height;
    private final int width;
    private final int channels;
    private final byte[] pixels;
    private final int[] labels;
    private final List<String> classes;

    private LabeledImages(int height, int width, int channels, byte[] pixels, int[] labels, List<String> classes) {
        this.height = height;
        this.width = width;
        this.channels = channels;
        this.pixels = pixels;
        this.labels = labels;
        this.classes = List.copyOf(classes);
    }

    /**
     * Images from arrays.
     *
     * @param height rows of pixels
     * @param width columns of pixels
     * @param channels values a pixel
     * @param pixels all images, (count, height, width, channels); copied
     * @param labels a class for each image, from 0; copied
     * @param classes the classes' names
     * @return the set
     * @throws UserInputException if the numbers do not fit together or a label has no class
     */
    public static LabeledImages of(
            int height, int width, int channels, byte[] pixels, int[] labels, List<String> classes) {
        long expected = (long) labels.length * height * width * channels;
        if (pixels.length != expected) {
            throw new UserInputException("the images have " + pixels.length + " bytes, expected " + expected + " for "
                    + labels.length + " labels of " + height + "×" + width + "×" + channels);
        }
        if (labels.length == 0) {
            throw new UserInputException(EMPTY);
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classes.size()) {
                throw new UserInputException("the label of image " + i + " is " + labels[i] + ", expected 0 to "
                        + (classes.size() - 1) + "; check the label file");
            }
        }
        return new LabeledImages(height, width, channels, pixels.clone(), labels.clone(), classes);
    }

    /**
     * Images from anywhere, read once.
     *
     * @param images one after the other, all of one size
     * @param classes the classes' names
     * @return the set
     * @throws UserInputException if there is none, one has another size than the first, or a label has no class
     */
    public static LabeledImages of(Iterable<LabeledImage> images, List<String> classes) {
        ByteArrayOutputStream pixels = new ByteArrayOutputStream();
        List<Integer> labels = new ArrayList<>();
        List<Integer> size = List.of();
        for (LabeledImage image : images) {
            List<Integer> found = List.of(image.height(), image.width(), image.channels());
            if (labels.isEmpty()) {
                size = found;
            }
            if (!found.equals(size)) {
                throw new UserInputException("image " + labels.size() + " is " + found + " and the first " + size
                        + ", expected one height, width and number of channels");
            }
            pixels.writeBytes(image.pixels());
            labels.add(image.label());
        }
        if (labels.isEmpty()) {
            throw new UserInputException(EMPTY);
        }
        return of(size.get(0), size.get(1), size.get(2), pixels.toByteArray(), Ints.toArray(labels), classes);
    }

    /**
     * Number of images.
     *
     * @return at least 1
     */
    public int size() {
        return labels.length;
    }

    /**
     * Rows of pixels of each image.
     *
     * @return the height
     */
    public int height() {
        return height;
    }

    /**
     * Columns of pixels of each image.
     *
     * @return the width
     */
    public int width() {
        return width;
    }

    /**
     * Values a pixel.
     *
     * @return 1 for grey, 3 for colour
     */
    public int channels() {
        return channels;
    }

    /**
     * The classes' names, in the order of the labels' numbers.
     *
     * @return the names
     */
    public List<String> classes() {
        return classes;
    }

    /**
     * An image's class.
     *
     * @param index which image
     * @return the class's number
     */
    public int label(int index) {
        return labels[index];
    }

    /**
     * Bytes of one image.
     *
     * @return height · width · channels
     */
    public int imageBytes() {
        return height * width * channels;
    }

    /**
     * Copies an image.
     *
     * @param index which image
     * @param target where to
     * @param offset first byte in the target
     */
    public void copyImage(int index, byte[] target, int offset) {
        System.arraycopy(pixels, index * imageBytes(), target, offset, imageBytes());
    }

    /**
     * Some of these images.
     *
     * @param indices which, in the order wanted
     * @return a new set of the same classes
     */
    public LabeledImages select(int[] indices) {
        byte[] chosen = new byte[Math.multiplyExact(indices.length, imageBytes())];
        int[] chosenLabels = new int[indices.length];
        for (int i = 0; i < indices.length; i++) {
            copyImage(indices[i], chosen, i * imageBytes());
            chosenLabels[i] = labels[indices[i]];
        }
        return new LabeledImages(height, width, channels, chosen, chosenLabels, classes);
    }

    /**
     * The first images of a fixed shuffle: the same ones each time, whatever the training's seed.
     *
     * @param limit how many; all, in their own order, where there are no more
     * @return a new set, or this one
     * @throws UserInputException if the limit is below 1
     */
    public LabeledImages limit(int limit) {
        if (limit < 1) {
            throw new UserInputException("a limit of " + limit + " images, expected at least 1");
        }
        if (limit >= size()) {
            return this;
        }
        return select(Arrays.copyOf(Shuffle.order(size(), 0, 0), limit));
    }

    /**
     * One of several equal parts, for one of several that work side by side.
     *
     * @param index which part, from 0
     * @param count how many parts
     * @return the images index, index + count, index + 2 · count and so on
     * @throws UserInputException if there is no such part, or nothing in it
     */
    public LabeledImages shard(int index, int count) {
        if (index < 0 || index >= count || index >= size()) {
            throw new UserInputException("shard " + index + " of " + count + " is asked for of " + size()
                    + " images, expected 0 to " + (Math.min(count, size()) - 1));
        }
        return select(IntStream.iterate(index, each -> each < size(), each -> each + count)
                .toArray());
    }

    /**
     * Mean and standard deviation of each channel over all images, of pixels from 0 to 1.
     *
     * @return the statistics, deviations at least 1/255
     */
    public ChannelStatistics statistics() {
        return ChannelStatistics.of(pixels, channels);
    }

    /**
     * A fingerprint of the images, their labels and the classes' names.
     *
     * @return SHA-256 in hexadecimal
     */
    public String sha256() {
        Hasher hasher = Hashing.sha256().newHasher();
        hasher.putInt(height).putInt(width).putInt(channels).putBytes(pixels);
        for (int label : labels) {
            hasher.putInt(label);
        }
        classes.forEach(hasher::putUnencodedChars);
        return hasher.hash().toString();
    }
}
