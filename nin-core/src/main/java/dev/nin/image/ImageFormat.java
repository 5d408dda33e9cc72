// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.image;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A format of image files, recognized by their first bytes. */
public enum ImageFormat {
    /** Joint Photographic Experts Group: baseline and progressive, 8 bits. */
    JPEG(true),
    /** Portable Network Graphics, any color type and depth. */
    PNG(true),
    /** Windows bitmap, uncompressed, 24 or 32 bits. */
    BMP(true),
    /** Graphics Interchange Format. */
    GIF(false),
    /** WebP. */
    WEBP(false),
    /** Tagged Image File Format. */
    TIFF(false),
    /** High Efficiency Image File Format, used by phones. */
    HEIC(false),
    /** AV1 Image File Format. */
    AVIF(false);

    /** The number of bytes needed to tell the formats apart. */
    static final int LONGEST_MAGIC = 12;

    private final boolean isRead;

    ImageFormat(boolean isRead) {
        this.isRead = isRead;
    }

    /**
     * Returns whether images of this format can be decoded.
     *
     * @return true for JPEG, PNG and BMP
     */
    public boolean isRead() {
        return isRead;
    }

    /**
     * Recognizes a format by a file's first bytes.
     *
     * @param head the first 12 bytes, or fewer of a shorter file
     * @return the format; empty if the file is not a known image
     */
    public static Optional<ImageFormat> of(byte[] head) {
        String start = new String(head, 0, Math.min(head.length, LONGEST_MAGIC), StandardCharsets.ISO_8859_1);
        if (start.startsWith("\u00ff\u00d8")) {
            return Optional.of(JPEG);
        }
        if (start.startsWith("\u0089PNG\r\n\u001a\n")) {
            return Optional.of(PNG);
        }
        if (start.startsWith("BM")) {
            return Optional.of(BMP);
        }
        if (start.startsWith("GIF8")) {
            return Optional.of(GIF);
        }
        if (start.startsWith("II*\0") || start.startsWith("MM\0*")) {
            return Optional.of(TIFF);
        }
        return ofContainer(start);
    }

    /** Recognizes formats that are named after a container's first bytes. */
    private static Optional<ImageFormat> ofContainer(String start) {
        if (start.startsWith("RIFF") && start.endsWith("WEBP")) {
            return Optional.of(WEBP);
        }
        if (start.length() < LONGEST_MAGIC || !start.startsWith("ftyp", 4)) {
            return Optional.empty();
        }
        return switch (start.substring(8)) {
            case "avif", "avis" -> Optional.of(AVIF);
            case "heic", "heix", "hevc", "mif1", "msf1" -> Optional.of(HEIC);
            default -> Optional.empty();
        };
    }
}
