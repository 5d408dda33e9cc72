// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.images;

import dev.nin.model.UserInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * What an image's header says of its size: a file of a kilobyte can claim to be an image that fills the memory.
 *
 * @param height rows of pixels
 * @param width columns of pixels
 */
record ImageSize(int height, int width) {
    /** Of what TensorFlow decodes: more than most cameras take. */
    static final long MOST_SENT = 50_000_000;
    /** Of what the JDK decodes, a second's work. */
    static final long MOST_DECODED = 1 << 24;

    /**
     * The JDK's names of the formats whose readers take what an image needs; others take any memory a file asks for.
     */
    private static final Set<String> FORMATS = Set.of("png", "JPEG");

    /** What is done with a reader whose image has a size that may be decoded. */
    interface Use<T> {
        T of(ImageReader reader) throws IOException;
    }

    /**
     * Reads an image of a size that may be decoded.
     *
     * @param name what the image is called in messages
     * @param stream the image, closed by the caller
     * @param most pixels that it may have
     * @throws UserInputException if it is neither PNG nor JPEG, damaged or too large
     */
    static <T> T read(String name, ImageInputStream stream, long most, Use<T> use) {
        ImageReader reader = reader(name, stream);
        try {
            reader.setInput(stream, true, true);
            new ImageSize(reader.getHeight(0), reader.getWidth(0)).requireAtMost(most, name);
            return use.of(reader);
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

    private static ImageReader reader(String name, ImageInputStream stream) {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            try {
                if (FORMATS.contains(reader.getFormatName())) {
                    return reader;
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the JDK's reader has no name", e);
            }
            reader.dispose();
        }
        throw new UserInputException("image " + name + " is neither PNG nor JPEG; convert it to PNG");
    }

    private void requireAtMost(long most, String name) {
        // A damaged header may have negative sizes.
        if (height < 1 || width < 1 || (long) height * width > most) {
            throw new UserInputException("image " + name + " is " + height + "×" + width
                    + " (height×width), expected at most " + most + " pixels; resize it first");
        }
    }
}
