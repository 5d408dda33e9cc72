// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data;

/**
 * An image with its class.
 *
 * @param height rows of pixels
 * @param width columns of pixels
 * @param channels values per pixel: 1 for gray, 3 for color
 * @param pixels uint8, (height, width, channels); copied when a set is made of it
 * @param label the class, from 0
 */
// Decoders return arrays; a set copies them, and single images are never compared.
@SuppressWarnings("ArrayRecordComponent")
public record LabeledImage(int height, int width, int channels, byte[] pixels, int label) {}
