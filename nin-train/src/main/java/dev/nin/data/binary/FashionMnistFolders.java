// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.binary;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the full Fashion-MNIST is looked for.
 *
 * @param cache where downloads are kept
 * @param complete the first folder with all four files, unchecked; empty if there is none
 */
public record FashionMnistFolders(Path cache, Optional<Path> complete) {
    /**
     * Looks without downloading anything.
     *
     * @return this machine's folders
     */
    public static FashionMnistFolders ofThisMachine() {
        return FashionMnistFiles.ofThisMachine().folders();
    }
}
