// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.binary;

import com.google.common.io.ByteSource;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;

/** Reads files that may be gzipped, recognized by their first two bytes. */
final class Gzip {
    private static final int FIRST = 0x1f;
    private static final int SECOND = 0x8b;

    private Gzip() {}

    /** Returns the unpacked bytes; bytes that are not gzipped are returned unchanged. */
    static ByteSource unpacked(ByteSource source) {
        return new ByteSource() {
            @Override
            public InputStream openStream() throws IOException {
                return unpack(source.openBufferedStream());
            }
        };
    }

    private static InputStream unpack(InputStream in) throws IOException {
        try {
            PushbackInputStream stream = new PushbackInputStream(in, 2);
            byte[] start = stream.readNBytes(2);
            stream.unread(start);
            boolean gzip = start.length == 2
                    && Byte.toUnsignedInt(start[0]) == FIRST
                    && Byte.toUnsignedInt(start[1]) == SECOND;
            return gzip ? new BufferedInputStream(new GZIPInputStream(stream)) : stream;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }
}
