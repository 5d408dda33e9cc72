// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.picture;

import com.google.common.io.BaseEncoding;
import java.awt.image.BufferedImage;

/**
 * A picture of the report.
 *
 * @param name its file name without the extension
 * @param picture the picture
 */
public record Figure(String name, BufferedImage picture) {
    /**
     * Returns the picture as the bytes of a PNG file.
     *
     * @return the file's content
     */
    public byte[] png() {
        return Pictures.png(picture);
    }

    /**
     * Returns the picture as a data URI.
     *
     * @return a data URI
     */
    public String dataUri() {
        return "data:image/png;base64," + BaseEncoding.base64().encode(png());
    }
}
