// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.listing;

import java.nio.file.Path;

/**
 * A file that may hold an image, and its class.
 *
 * @param path where it is
 * @param name its path within the listing's folder, with slashes, as messages show it
 * @param label the class's number, from 0
 */
public record ImageFile(Path path, String name, int label) {}
