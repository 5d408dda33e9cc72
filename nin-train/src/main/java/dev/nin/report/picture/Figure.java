// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.picture;

import com.google.common.io.BaseEncoding;
import java.awt.image.BufferedImage;

/**
 * A picture of the report.
 *
 * @param name its file's name without the ending
 * @param picture what it shows
 */
public record Figure(String name, BufferedImage picture) {
    /**
     * The picture as the bytes of a PNG file.
     *
     * @return the file's content
     */
    public byte[] png() {
        return Pictures.png(picture);
    }

    /**
     * The picture as an address that holds it.
     *
     * @return a data URI
     */
    public String dataUri() {
        return "data:image/png;base64," + BaseEncoding.base64().encode(png());
    }
}
