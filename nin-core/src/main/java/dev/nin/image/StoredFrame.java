// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.image;

/**
 * The part of an image file's header that all formats share.
 *
 * @param height rows of pixels as stored
 * @param width columns of pixels as stored
 * @param orientation the EXIF orientation to apply, from 1 (none) to 8
 */
record StoredFrame(int height, int width, int orientation) {}
