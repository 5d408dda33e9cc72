// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving.version;

import dev.nin.UserInputException;
import dev.nin.image.ImageHeader;
import dev.nin.images.ImageFiles;
import dev.nin.images.ImagePixels;
import dev.nin.model.Input;
import dev.nin.savedmodel.SignatureNames;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;

/** Converts images of any form for a version: to pixels if they have its size, else to files that it resizes. */
public final class ImageInputs {
    private final ServedModel model;
    private final int height;
    private final int width;
    private final int channels;

    /** Converts images for a version. */
    public ImageInputs(ServedModel model) {
        this.model = model;
        height = (int) model.imageShape().get(0);
        width = (int) model.imageShape().get(1);
        channels = (int) model.imageShape().get(2);
    }

    /**
     * Converts images in memory.
     *
     * @throws UserInputException if one has another size and the version does not resize
     */
    public ImageInput images(List<BufferedImage> images) {
        requireSome(images);
        if (images.stream().allMatch(this::fits)) {
            return ImageInput.pixels(
                    SignatureNames.DEFAULT,
                    join(images.stream()
                            .map(image -> ImagePixels.pixels(image, channels))
                            .toList()));
        }
        if (!model.takesFiles()) {
            BufferedImage other =
                    images.stream().filter(image -> !fits(image)).findFirst().orElseThrow();
            throw new UserInputException("an image is " + other.getHeight() + "×" + other.getWidth()
                    + " (height×width), the model takes " + height + "×" + width + "; resize it first");
        }
        return ImageInput.files(
                images.stream().map(image -> ImagePixels.png(image, channels)).toList());
    }

    /**
     * Reads image files.
     *
     * @throws UserInputException if one cannot be read
     */
    public ImageInput files(List<Path> files) {
        requireSome(files);
        if (!model.takesFiles()) {
            return ImageInput.pixels(
                    SignatureNames.DEFAULT,
                    ImageFiles.pixels(files, new Input(height, width, channels, Input.Pixels.UINT8)));
        }
        return ImageInput.files(files.stream().map(ImageFiles::read).toList());
    }

    /**
     * Checks the headers of image files in memory.
     *
     * @throws UserInputException if one is not an image
     */
    public static ImageInput encoded(List<byte[]> images) {
        requireSome(images);
        for (int i = 0; i < images.size(); i++) {
            ImageHeader.read((i + 1) + " of " + images.size(), images.get(i));
        }
        return ImageInput.files(images);
    }

    private boolean fits(BufferedImage image) {
        return image.getHeight() == height && image.getWidth() == width;
    }

    private byte[] join(List<byte[]> images) {
        int size = height * width * channels;
        byte[] all = new byte[images.size() * size];
        for (int i = 0; i < images.size(); i++) {
            System.arraycopy(images.get(i), 0, all, i * size, size);
        }
        return all;
    }

    private static void requireSome(List<?> images) {
        if (images.isEmpty()) {
            throw new UserInputException("the list of images is empty, expected at least one");
        }
    }
}
