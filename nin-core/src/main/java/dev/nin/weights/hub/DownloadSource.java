// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.hub;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The file to download.
 *
 * @param address the address of the file, or of the archive that contains it
 * @param member the file's name in the archive; empty if the address is that of the file
 * @param fileName the file's name in the folder
 * @param bytes its size; 0 if it is not published
 * @param checksum its checksum, if known
 */
record DownloadSource(
        URI address,
        String member,
        String fileName,
        long bytes,
        @Nullable Checksum checksum) {
    DownloadSource withChecksum(Checksum other) {
        return new DownloadSource(address, member, fileName, bytes, other);
    }
}
