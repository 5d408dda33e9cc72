// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data;

/**
 * The place in a batch that an example is read into.
 *
 * @param pixels the batch's images, uint8 (batch, height, width, channels); shared with the batch's other examples
 * @param offset the first byte of this example's image
 */
// The array is the batch itself, to be written into; nobody compares buffers.
@SuppressWarnings("ArrayRecordComponent")
public record ExampleBuffer(byte[] pixels, int offset) {
    /**
     * A buffer for one image.
     *
     * @param shape the image's size
     * @return a buffer of its own
     */
    public static ExampleBuffer of(ImageShape shape) {
        return new ExampleBuffer(new byte[shape.bytes()], 0);
    }

    /**
     * Copies an image into this place.
     *
     * @param image where the image's bytes are
     * @param from the image's first byte
     * @param length number of bytes, those of the dataset's shape
     */
    public void put(byte[] image, int from, int length) {
        System.arraycopy(image, from, pixels, offset, length);
    }
}
