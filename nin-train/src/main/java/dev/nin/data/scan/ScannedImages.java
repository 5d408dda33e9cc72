// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.scan;

import dev.nin.data.listing.ListedImages;
import java.util.List;

/**
 * Image files that can be used.
 *
 * @param images the files
 * @param files what was found out about each, in the same order
 */
public record ScannedImages(ListedImages images, List<ScannedFile> files) {
    public ScannedImages {
        files = List.copyOf(files);
    }
}
