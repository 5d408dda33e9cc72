// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.torch;

import dev.nin.weights.format.ChannelReader;
import dev.nin.weights.format.DamagedFileException;
import dev.nin.weights.format.FloatType;
import dev.nin.weights.format.Quotes;
import dev.nin.weights.format.RefusedFileException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The format that torch.save wrote before PyTorch 1.6: pickles of a magic number, the protocol version, system
 * information, the object and the keys of its storages, then each storage's count and values.
 */
final class LegacyStorages implements StorageSource {
    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final long PROTOCOL = 1001;

    private final FileChannel channel;
    private final PickleInput in;
    private final Map<String, TorchStorage> kinds = new HashMap<>();
    /** The offset of each storage's first byte; filled when the storages' types are known. */
    private final Map<String, Long> starts = new HashMap<>();

    private LegacyStorages(FileChannel channel) {
        this.channel = channel;
        this.in = new PickleInput(Channels.newInputStream(channel));
    }

    static LegacyStorages open(Path file) throws IOException {
        return new LegacyStorages(FileChannel.open(file, StandardOpenOption.READ));
    }

    Object pickle() throws IOException, DamagedFileException {
        if (!MAGIC.equals(Unpickler.read(in, kinds::put))) {
            throw new RefusedFileException(
                    "it was not written by torch.save",
                    "write it in Python with safetensors.torch.save_file(net.state_dict(), \"net.safetensors\")");
        }
        if (!Unpickler.read(in, kinds::put).equals(PROTOCOL)) {
            throw new DamagedFileException("its format is not version " + PROTOCOL);
        }
        if (Unpickler.read(in, kinds::put) instanceof PickleStack.Dict machine
                && Boolean.FALSE.equals(machine.entries().get("little_endian"))) {
            throw new DamagedFileException("its numbers are not little-endian", "save it on a machine that is");
        }
        Object root = Unpickler.read(in, kinds::put);
        if (!(Unpickler.read(in, kinds::put) instanceof List<?> keys)) {
            throw new DamagedFileException("it has no list of storages");
        }
        locate(keys);
        return root;
    }

    /** Locates the storages, which follow one another in the order of their keys. */
    private void locate(List<?> keys) throws IOException, DamagedFileException {
        long size = channel.size();
        long position = in.position();
        for (Object each : keys) {
            TorchStorage storage = each instanceof String key ? kinds.get(key) : null;
            if (storage == null) {
                throw new DamagedFileException("it lists a storage that no tensor is a view of");
            }
            ByteBuffer count = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            while (count.hasRemaining() && channel.read(count, position + count.position()) > 0) {
                // Repeated until all eight bytes are read.
            }
            position += Long.BYTES;
            boolean fits = !count.hasRemaining()
                    && count.getLong(0) == storage.count()
                    && storage.count() <= (size - position) / storage.kind().size();
            if (!fits) {
                throw new DamagedFileException("the storage " + Quotes.quoted(storage.key()) + " of " + storage.count()
                        + " values is not at its expected position, or is cut off: the file has " + size + " bytes");
            }
            starts.put(storage.key(), position);
            position += storage.count() * storage.kind().size();
        }
    }

    @Override
    public void check(TorchStorage storage) throws DamagedFileException {
        if (!starts.containsKey(storage.key()) || !storage.equals(kinds.get(storage.key()))) {
            throw new DamagedFileException("it has no storage " + Quotes.quoted(storage.key()));
        }
    }

    @Override
    public float[] read(TorchStorage storage, FloatType type, long offset, int count)
            throws IOException, DamagedFileException {
        long start = Objects.requireNonNull(starts.get(storage.key()));
        return ChannelReader.values(channel, start + offset * type.size(), type, count);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
