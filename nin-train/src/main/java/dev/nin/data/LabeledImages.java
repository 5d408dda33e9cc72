// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data;

import com.google.common.primitives.Ints;
import dev.nin.UserInputException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A dataset of images of one size with one class each, kept in memory as uint8 (height, width, channels), one image
 * after the other. Immutable.
 */
public final class LabeledImages implements Dataset {
    private static final String EMPTY = "the image set is empty, expected at least one image";

    private final ImageShape shape;
    private final byte[] pixels;
    private final int[] labels;
    private final List<String> classes;

    private LabeledImages(ImageShape shape, byte[] pixels, int[] labels, List<String> classes) {
        this.shape = shape;
        this.pixels = pixels;
        this.labels = labels;
        this.classes = List.copyOf(classes);
    }

    /**
     * Creates a set from arrays.
     *
     * @param height rows of pixels
     * @param width columns of pixels
     * @param channels values per pixel
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
        return new LabeledImages(new ImageShape(height, width, channels), pixels.clone(), labels.clone(), classes);
    }

    /**
     * Creates a set from single images, which are read once.
     *
     * @param images the images, all of one size
     * @param classes the classes' names
     * @return the set
     * @throws UserInputException if there is no image, an image's size differs from the first one's, or a label has no
     *     class
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

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public ImageShape shape() {
        return shape;
    }

    @Override
    public List<String> classes() {
        return classes;
    }

    @Override
    public int label(int index) {
        return labels[index];
    }

    @Override
    public void read(int index, ExampleBuffer into) {
        into.put(pixels, index * shape.bytes(), shape.bytes());
    }

    @Override
    public boolean isDecoded() {
        return true;
    }
}
