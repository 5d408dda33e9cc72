// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.torch;

import dev.nin.weights.format.ChannelReader;
import dev.nin.weights.format.DamagedFileException;
import dev.nin.weights.format.FloatType;
import dev.nin.weights.format.Quotes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The ZIP format of torch.save: a folder with data.pkl, and each storage as a file data/KEY. */
final class ZipStorages implements StorageSource {
    private static final String PICKLE = "data.pkl";
    /** The maximum bytes of a pickle, enough for some hundred thousand tensors. */
    private static final long LONGEST_PICKLE = 64 << 20;
    /** The maximum ratio of an entry's size to its size in the file; torch.save does not compress. */
    private static final int MOST_INFLATION = 100;

    private static final long INFLATION_SLACK = 1 << 20;

    private final ZipFile zip;
    private final String folder;

    private ZipStorages(ZipFile zip, String folder) {
        this.zip = zip;
        this.folder = folder;
    }

    static ZipStorages open(Path file) throws IOException, DamagedFileException {
        ZipFile zip = zip(file);
        try {
            List<String> pickles = zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.equals(PICKLE) || name.endsWith("/" + PICKLE))
                    .limit(2)
                    .toList();
            if (pickles.size() != 1) {
                throw new DamagedFileException(
                        "it has " + (pickles.isEmpty() ? "no " : "more than one ") + PICKLE + ", expected one");
            }
            String pickle = pickles.get(0);
            ZipStorages open = new ZipStorages(zip, pickle.substring(0, pickle.length() - PICKLE.length()));
            open.checkByteOrder();
            return open;
        } catch (IOException | DamagedFileException | RuntimeException | Error e) {
            zip.close();
            throw e;
        }
    }

    private static ZipFile zip(Path file) throws IOException, DamagedFileException {
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw new DamagedFileException("it is not a complete ZIP archive (" + e.getMessage() + ")");
        }
    }

    Object pickle() throws IOException, DamagedFileException {
        ZipEntry entry = entry(PICKLE);
        if (entry.getSize() > LONGEST_PICKLE) {
            throw new DamagedFileException(
                    "its pickle has " + entry.getSize() + " bytes, expected at most " + LONGEST_PICKLE);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return Unpickler.read(new PickleInput(in), (key, storage) -> {});
        }
    }

    @Override
    public void check(TorchStorage storage) throws DamagedFileException {
        ZipEntry entry = entry("data/" + storage.key());
        long expected = storage.count() > Long.MAX_VALUE / Long.BYTES
                ? Long.MAX_VALUE
                : storage.count() * storage.kind().size();
        if (entry.getSize() != expected) {
            throw new DamagedFileException("the storage " + Quotes.quoted(storage.key()) + " has " + entry.getSize()
                    + " bytes, expected " + expected);
        }
    }

    @Override
    public float[] read(TorchStorage storage, FloatType type, long offset, int count)
            throws IOException, DamagedFileException {
        try (InputStream in = zip.getInputStream(entry("data/" + storage.key()))) {
            in.skipNBytes(offset * type.size());
            return ChannelReader.values(in, type, count);
        }
    }

    private ZipEntry entry(String name) throws DamagedFileException {
        ZipEntry entry = zip.getEntry(folder + name);
        if (entry == null) {
            throw new DamagedFileException("it has no " + Quotes.quoted(folder + name));
        }
        if (entry.getSize() / MOST_INFLATION > entry.getCompressedSize() + INFLATION_SLACK / MOST_INFLATION) {
            throw new DamagedFileException(Quotes.quoted(entry.getName()) + " unpacks " + entry.getCompressedSize()
                    + " bytes to " + entry.getSize());
        }
        return entry;
    }

    /** Checks the byte order, which PyTorch states since 2.1; earlier versions use the machine's order. */
    private void checkByteOrder() throws IOException, DamagedFileException {
        ZipEntry entry = zip.getEntry(folder + "byteorder");
        if (entry != null) {
            try (InputStream in = zip.getInputStream(entry)) {
                if (!new String(in.readNBytes(Long.BYTES), StandardCharsets.US_ASCII).equals("little")) {
                    throw new DamagedFileException("its numbers are not little-endian", "save it on a machine that is");
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
