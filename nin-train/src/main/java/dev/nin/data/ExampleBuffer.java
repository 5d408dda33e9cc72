// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data;

/**
 * The place in a batch into which an example is read.
 *
 * @param pixels the batch's images, uint8 (batch, height, width, channels); shared with the batch's other examples
 * @param offset offset of the first byte of this example's image
 */
// The array is the batch itself and is written to; buffers are never compared.
@SuppressWarnings("ArrayRecordComponent")
public record ExampleBuffer(byte[] pixels, int offset) {
    /**
     * Creates a buffer for one image.
     *
     * @param shape the image's shape
     * @return a new buffer
     */
    public static ExampleBuffer of(ImageShape shape) {
        return new ExampleBuffer(new byte[shape.bytes()], 0);
    }

    /**
     * Copies an image into this place.
     *
     * @param image array that holds the image's bytes
     * @param from offset of the image's first byte
     * @param length number of bytes, as given by the dataset's shape
     */
    public void put(byte[] image, int from, int length) {
        System.arraycopy(image, from, pixels, offset, length);
    }
}
