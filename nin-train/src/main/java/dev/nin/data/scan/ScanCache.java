// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.scan;

import com.google.common.base.Strings;
import com.google.common.hash.Hashing;
import dev.nin.files.WholeFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A cache of the good files that earlier scans of a folder found, in one file outside the folder. It only saves time: a
 * cache that is missing, damaged, of another version or not writable is silently ignored.
 */
public final class ScanCache {
    private static final int MAGIC = 0x4e694e53;
    private static final int FORMAT = 1;
    private static final int LARGEST = 1 << 28;

    private final Optional<Path> file;

    private ScanCache(Optional<Path> file) {
        this.file = file;
    }

    /**
     * The cached finding on a good file.
     *
     * @param size the file's length in bytes when it was scanned
     * @param modified the file's modification time in nanoseconds
     * @param file the finding
     */
    record Entry(long size, long modified, ScannedFile file) {}

    /** Returns a cache that keeps nothing. */
    public static ScanCache none() {
        return new ScanCache(Optional.empty());
    }

    /**
     * Returns the cache of a folder, in the user's cache folder.
     *
     * @param root the folder that is scanned
     * @return the folder's cache
     */
    public static ScanCache of(Path root) {
        String cache = Strings.nullToEmpty(System.getenv("XDG_CACHE_HOME"));
        Path base = cache.isEmpty() ? Path.of(System.getProperty("user.home", "."), ".cache") : Path.of(cache);
        return in(base.resolve("nin").resolve("scans"), root);
    }

    /**
     * Returns the cache of a folder, in another folder.
     *
     * @param folder the folder that holds the cache
     * @param root the folder that is scanned
     * @return the folder's cache
     */
    public static ScanCache in(Path folder, Path root) {
        try {
            String name = Hashing.sha256()
                    .hashString(root.toRealPath().toString(), StandardCharsets.UTF_8)
                    .toString();
            return new ScanCache(Optional.of(folder.resolve(name + ".bin")));
        } catch (IOException e) {
            return none();
        }
    }

    /**
     * Reads the cached findings.
     *
     * @param version the version of the check that must have made them
     * @return the findings by file name; empty if there are none
     */
    Map<String, Entry> read(int version) {
        try {
            if (file.isEmpty() || Files.size(file.get()) > LARGEST) {
                return Map.of();
            }
            byte[] bytes = Files.readAllBytes(file.get());
            int length = bytes.length - Integer.BYTES;
            if (length < 0 || ByteBuffer.wrap(bytes).getInt(length) != checksum(bytes, length)) {
                return Map.of();
            }
            return parsed(new DataInputStream(new ByteArrayInputStream(bytes, 0, length)), version);
        } catch (IOException e) {
            return Map.of();
        }
    }

    private static Map<String, Entry> parsed(DataInputStream in, int version) throws IOException {
        if (in.readInt() != MAGIC || in.readInt() != FORMAT || in.readInt() != version) {
            return Map.of();
        }
        int count = in.readInt();
        Map<String, Entry> entries = new HashMap<>();
        for (int i = 0; i < count; i++) {
            String name = in.readUTF();
            long size = in.readLong();
            long modified = in.readLong();
            int height = in.readInt();
            int width = in.readInt();
            Finding finding = Finding.image(height, width);
            entries.put(name, new Entry(size, modified, new ScannedFile(finding, in.readLong(), in.readLong())));
        }
        return entries;
    }

    /** Replaces the cached findings. */
    void write(int version, Map<String, Entry> entries) {
        if (file.isEmpty()) {
            return;
        }
        try {
            byte[] bytes = serialized(version, entries);
            Files.createDirectories(file.get().toAbsolutePath().getParent());
            WholeFile.write(file.get(), bytes);
        } catch (IOException e) {
            // The next scan then takes as long as this one.
            return;
        }
    }

    private static byte[] serialized(int version, Map<String, Entry> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeInt(FORMAT);
            out.writeInt(version);
            out.writeInt(entries.size());
            for (Map.Entry<String, Entry> each : entries.entrySet()) {
                Entry entry = each.getValue();
                Finding finding = entry.file().finding();
                out.writeUTF(each.getKey());
                out.writeLong(entry.size());
                out.writeLong(entry.modified());
                out.writeInt(finding.height());
                out.writeInt(finding.width());
                out.writeLong(entry.file().digestHigh());
                out.writeLong(entry.file().digestLow());
            }
            byte[] content = bytes.toByteArray();
            out.writeInt(checksum(content, content.length));
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("memory could not be written", e);
        }
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
