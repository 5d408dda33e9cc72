// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.images;

import dev.nin.model.UserInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * What an image's header says of its size: a file of a kilobyte can claim to be an image that fills the memory.
 *
 * @param height rows of pixels
 * @param width columns of pixels
 */
record ImageSize(int height, int width) {
    /** More than most cameras take. */
    static final long MOST_PIXELS = 50_000_000;

    /** What is done with a reader whose image has a size that may be decoded. */
    interface Use<T> {
        T of(ImageReader reader) throws IOException;
    }

    /**
     * Reads an image of a size that may be decoded.
     *
     * @param name what the image is called in messages
     * @param stream the image, closed by the caller
     * @return empty if no reader of the JDK knows it
     * @throws UserInputException if it is damaged or too large
     */
    static <T> Optional<T> read(String name, ImageInputStream stream, Use<T> use) {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
        if (!readers.hasNext()) {
            return Optional.empty();
        }
        ImageReader reader = readers.next();
        try {
            reader.setInput(stream, true, true);
            new ImageSize(reader.getHeight(0), reader.getWidth(0)).requireDecodable(name);
            return Optional.of(use.of(reader));
        } catch (UserInputException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The JDK's readers meet damage with exceptions of all kinds.
            throw new UserInputException(
                    "image " + name + " cannot be decoded (" + e.getMessage() + "); use a whole PNG or JPEG file", e);
        } finally {
            reader.dispose();
        }
    }

    /**
     * Refuses a file in memory whose header claims too large an image.
     *
     * @throws UserInputException if it does, or is damaged
     */
    static void requireDecodable(String name, byte[] file) {
        read(name, new MemoryCacheImageInputStream(new ByteArrayInputStream(file)), reader -> file);
    }

    private void requireDecodable(String name) {
        if ((long) height * width > MOST_PIXELS) {
            throw new UserInputException("image " + name + " is " + height + "×" + width
                    + " (height×width), expected at most " + MOST_PIXELS + " pixels; resize it first");
        }
    }
}
