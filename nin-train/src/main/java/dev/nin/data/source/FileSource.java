// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.source;

import com.google.common.primitives.Bytes;
import dev.nin.data.encoded.EncodedSource;
import dev.nin.data.listing.ImageFile;
import dev.nin.data.scan.ScannedImages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/**
 * A source of image files in folders, which are identified by their names and digests.
 *
 * @param scanned the files and the results of checking them
 */
record FileSource(ScannedImages scanned) implements EncodedSource {
    @Override
    public int size() {
        return scanned.files().size();
    }

    @Override
    public byte[] read(int index) throws IOException {
        return Files.readAllBytes(file(index).path());
    }

    @Override
    public int label(int index) {
        return file(index).label();
    }

    @Override
    public String name(int index) {
        return file(index).path().toString();
    }

    @Override
    public byte[] fingerprint(int index) {
        return Bytes.concat(
                file(index).name().getBytes(StandardCharsets.UTF_8),
                scanned.files().get(index).digest());
    }

    private ImageFile file(int index) {
        return scanned.images().files().get(index);
    }
}
