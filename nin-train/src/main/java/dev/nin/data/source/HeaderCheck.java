// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.source;

import dev.nin.data.scan.FileCheck;
import dev.nin.data.scan.FileContent;
import dev.nin.data.scan.Finding;
import dev.nin.image.DamagedImageException;
import dev.nin.image.ImageHeader;
import java.io.IOException;

/** Accepts a file as an image if its header can be read and its end is present. */
final class HeaderCheck implements FileCheck {
    @Override
    public Finding check(FileContent file) throws IOException {
        try {
            ImageHeader header = ImageHeader.read(file.head(), file.tail(), file.size(), file::read);
            return Finding.image(header.height(), header.width());
        } catch (DamagedImageException e) {
            return Finding.bad(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public int version() {
        return 1;
    }
}
