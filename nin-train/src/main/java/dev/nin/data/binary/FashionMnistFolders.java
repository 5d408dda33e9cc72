// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.binary;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The folders in which the full Fashion-MNIST is searched for.
 *
 * @param cache the folder of downloads
 * @param complete the first folder with all four files, unchecked; empty if there is none
 */
public record FashionMnistFolders(Path cache, Optional<Path> complete) {}
