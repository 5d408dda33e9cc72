// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.manifest;

import java.util.List;

/** No column of targets, only the images. */
record NoColumn() implements RowTargets {
    @Override
    public ManifestColumns columns() {
        return new ManifestColumns(List.of("file"), List.of("split"));
    }
}
