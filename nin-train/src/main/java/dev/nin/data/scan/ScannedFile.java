// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.scan;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.ByteBuffer;

/**
 * A file that has been checked.
 *
 * @param finding the result of the check
 * @param digestHigh the first eight bytes of the SHA-256 of the file's size, start and end; 0 if it could not be read
 * @param digestLow the next eight bytes
 */
public record ScannedFile(Finding finding, long digestHigh, long digestLow) {
    /** Creates the result for a file that could not be read. */
    static ScannedFile unreadable(String problem) {
        return new ScannedFile(Finding.bad(problem), 0, 0);
    }

    static ScannedFile of(Finding finding, FileContent content) {
        Hasher hasher = Hashing.sha256().newHasher();
        hasher.putLong(content.size()).putBytes(content.head()).putBytes(content.tail());
        ByteBuffer hash = ByteBuffer.wrap(hasher.hash().asBytes());
        return new ScannedFile(finding, hash.getLong(), hash.getLong());
    }

    /**
     * Returns bytes that identify the file.
     *
     * @return the 16 bytes of its digest
     */
    public byte[] digest() {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(digestHigh)
                .putLong(digestLow)
                .array();
    }

    boolean isBad() {
        return finding.problem() != null;
    }
}
