// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.doctor;

import dev.nin.data.binary.FashionMnist;
import dev.nin.data.binary.FashionMnistFolders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Checks which data sets are available and whether the cache is writable. */
final class DataCheck {
    private DataCheck() {}

    static List<Finding> examine() {
        return examine(FashionMnist.folders());
    }

    static List<Finding> examine(FashionMnistFolders folders) {
        return List.of(Finding.ok("sample", "bundled"), fashionMnist(folders));
    }

    private static Finding fashionMnist(FashionMnistFolders folders) {
        String name = "Fashion-MNIST";
        if (folders.complete().isPresent()) {
            return Finding.ok(name, folders.complete().get().toString());
        }
        Path there = folders.cache().toAbsolutePath();
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there) || !Files.isWritable(there)) {
            return Finding.note(
                    name,
                    "not found, and the cache " + folders.cache() + " cannot be written",
                    "make it writable, set XDG_CACHE_HOME, or apt-get install dataset-fashion-mnist");
        }
        return Finding.note(
                name,
                "not found; --data fashion-mnist downloads it into " + folders.cache(),
                "without a network: apt-get install dataset-fashion-mnist");
    }
}
