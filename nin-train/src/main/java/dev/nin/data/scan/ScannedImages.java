// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.scan;

import dev.nin.data.listing.ListedImages;
import java.util.List;

/**
 * The usable image files of one part of a data set.
 *
 * @param images the files
 * @param files the results of checking the files, in the same order
 */
public record ScannedImages(ListedImages images, List<ScannedFile> files) {
    public ScannedImages {
        files = List.copyOf(files);
    }
}
