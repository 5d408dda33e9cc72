// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.torch;

import com.google.common.collect.ImmutableMap;
import dev.nin.weights.format.DamagedFileException;
import dev.nin.weights.format.FloatType;
import dev.nin.weights.format.StoredTensor;
import dev.nin.weights.format.TensorFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** An open file of torch.save: its pickle is interpreted, its tensors are read one by one. */
public final class TorchFile implements TensorFile {
    private final StorageSource source;
    private final Map<String, TorchTensor> state;
    private final Map<String, StoredTensor> tensors;

    private TorchFile(StorageSource source, Map<String, TorchTensor> state) {
        this.source = source;
        this.state = state;
        ImmutableMap.Builder<String, StoredTensor> named = ImmutableMap.builder();
        state.forEach((name, tensor) -> named.put(name, tensor.named(name)));
        this.tensors = named.buildOrThrow();
    }

    /**
     * Opens a file in the ZIP format, which PyTorch has written since 1.6.
     *
     * @param file the file
     * @return the open file
     * @throws IOException if it cannot be read
     * @throws DamagedFileException if it is incomplete or in another format, or would run code
     */
    public static TorchFile openZip(Path file) throws IOException, DamagedFileException {
        ZipStorages source = ZipStorages.open(file);
        return open(source, source::pickle);
    }

    /**
     * Opens a file in the format used before PyTorch 1.6: a sequence of pickles, then the storages.
     *
     * @param file the file
     * @return the open file
     * @throws IOException if it cannot be read
     * @throws DamagedFileException if it is incomplete or in another format, or would run code
     */
    public static TorchFile openLegacy(Path file) throws IOException, DamagedFileException {
        LegacyStorages source = LegacyStorages.open(file);
        return open(source, source::pickle);
    }

    /** Reads a file's pickle. */
    private interface Pickle {
        Object read() throws IOException, DamagedFileException;
    }

    private static TorchFile open(StorageSource source, Pickle pickle) throws IOException, DamagedFileException {
        try {
            Map<String, TorchTensor> state = StateDict.of(pickle.read());
            for (TorchTensor tensor : state.values()) {
                source.check(tensor.storage());
            }
            return new TorchFile(source, state);
        } catch (IOException | DamagedFileException | RuntimeException | Error e) {
            source.close();
            throw e;
        }
    }

    @Override
    public Map<String, StoredTensor> tensors() {
        return tensors;
    }

    @Override
    public boolean isOrdered() {
        return true;
    }

    @Override
    public float[] values(StoredTensor stored) throws IOException, DamagedFileException {
        TorchTensor tensor = Objects.requireNonNull(state.get(stored.name()));
        FloatType type = FloatType.named(stored.type()).orElseThrow();
        long extent = tensor.extent();
        if (extent > Integer.MAX_VALUE - Long.BYTES) {
            throw new DamagedFileException(
                    stored.name() + " is spread over " + extent + " values", "save a contiguous() copy of it");
        }
        float[] run = source.read(tensor.storage(), type, tensor.offset(), (int) extent);
        return tensor.isContiguous() ? run : tensor.gathered(run);
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
