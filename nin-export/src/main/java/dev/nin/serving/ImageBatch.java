// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving;

import dev.nin.UserInputException;
import dev.nin.image.ImageHeader;
import dev.nin.images.ImageFiles;
import dev.nin.images.ImagePixels;
import dev.nin.model.Input;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;

/** Runs a model on images of any form: as pixels if they have its size, else as files that it resizes. */
final class ImageBatch<T> {
    private final ServedModel model;
    private final Question<T> question;
    private final int height;
    private final int width;
    private final int channels;

    ImageBatch(ServedModel model, Question<T> question) {
        this.model = model;
        this.question = question;
        height = (int) model.imageShape().get(0);
        width = (int) model.imageShape().get(1);
        channels = (int) model.imageShape().get(2);
    }

    List<T> askImages(List<BufferedImage> images) {
        requireSome(images);
        if (images.stream().allMatch(this::fits)) {
            return model.ask(
                    question,
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
        return model.ask(
                question,
                images.stream().map(image -> ImagePixels.png(image, channels)).toList());
    }

    List<T> askFiles(List<Path> files) {
        requireSome(files);
        if (!model.takesFiles()) {
            return model.ask(
                    question, ImageFiles.pixels(files, new Input(height, width, channels, Input.Pixels.UINT8)));
        }
        List<byte[]> images = files.stream().map(ImageFiles::read).toList();
        try {
            return model.ask(question, images);
        } catch (UserInputException e) {
            throw files.size() == 1 ? damaged(files.get(0), e) : culprit(files, images, e);
        }
    }

    List<T> askEncoded(List<byte[]> images) {
        requireSome(images);
        for (int i = 0; i < images.size(); i++) {
            ImageHeader.read((i + 1) + " of " + images.size(), images.get(i));
        }
        return model.ask(question, images);
    }

    /** Runs each file separately to find the one that cannot be decoded. */
    private UserInputException culprit(List<Path> files, List<byte[]> images, UserInputException problem) {
        for (int i = 0; i < files.size(); i++) {
            try {
                model.ask(question, List.of(images.get(i)));
            } catch (UserInputException e) {
                return damaged(files.get(i), e);
            }
        }
        return problem;
    }

    private static UserInputException damaged(Path file, UserInputException cause) {
        return new UserInputException(
                "image " + file + " cannot be decoded; use an undamaged JPEG, PNG or BMP file", cause);
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
