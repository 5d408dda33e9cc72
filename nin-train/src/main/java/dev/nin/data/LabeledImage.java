// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data;

/**
 * One image and its class.
 *
 * @param height rows of pixels
 * @param width columns of pixels
 * @param channels values a pixel: 1 for grey, 3 for colour
 * @param pixels uint8, (height, width, channels); copied when a set is made of it
 * @param label the class, from 0
 */
// An array is what decoders give; a set copies it, and nobody compares single images.
@SuppressWarnings("ArrayRecordComponent")
public record LabeledImage(int height, int width, int channels, byte[] pixels, int label) {}
