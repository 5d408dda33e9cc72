// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.keras;

import dev.nin.weights.format.DamagedFileException;
import dev.nin.weights.format.RefusedFileException;
import dev.nin.weights.format.StoredTensor;
import dev.nin.weights.format.TensorFile;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An open HDF5 file of Keras 2 or 3. */
public final class KerasFile implements TensorFile {
    /** The chunk size in bytes that any dataset may have. */
    private static final long SMALL_CHUNK = 1 << 20;

    private final HdfFile file;
    private final long size;
    private final KerasLayers layers;
    private final @Nullable Path copy;

    private KerasFile(HdfFile file, long size, KerasLayers layers, @Nullable Path copy) {
        this.file = file;
        this.size = size;
        this.layers = layers;
        this.copy = copy;
    }

    /**
     * Opens a file and reads its layers, but no values.
     *
     * @param path the file
     * @return the open file
     * @throws IOException if it cannot be read
     * @throws DamagedFileException if it is not a complete HDF5 file with Keras's layers
     */
    public static KerasFile open(Path path) throws IOException, DamagedFileException {
        return open(path, null);
    }

    /** @param copy a file to delete on closing */
    static KerasFile open(Path path, @Nullable Path copy) throws IOException, DamagedFileException {
        long size = Files.size(path);
        try {
            HdfFile file = new HdfFile(path);
            try {
                return new KerasFile(file, size, KerasLayers.of(file), copy);
            } catch (DamagedFileException | RuntimeException | Error e) {
                file.close();
                throw e;
            }
        } catch (RuntimeException e) {
            // jHDF throws many kinds of exceptions for a damaged file.
            throw damaged(e);
        }
    }

    @Override
    public Map<String, StoredTensor> tensors() {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        layers.tensors().values().forEach(each -> each.forEach(tensor -> tensors.put(tensor.name(), tensor)));
        return Collections.unmodifiableMap(tensors);
    }

    @Override
    public Map<String, List<StoredTensor>> layers() {
        return layers.tensors();
    }

    @Override
    public Map<String, String> aliases() {
        return layers.aliases();
    }

    @Override
    public boolean isOrdered() {
        return layers.isOrdered();
    }

    @Override
    public float[] values(StoredTensor tensor) throws DamagedFileException {
        Dataset dataset = Objects.requireNonNull(layers.datasets().get(tensor.name()));
        checkStorage(tensor, dataset);
        try {
            Object values = dataset.getDataFlat();
            if (values instanceof float[] floats && floats.length == tensor.size()) {
                return floats;
            }
            if (values instanceof double[] doubles && doubles.length == tensor.size()) {
                float[] floats = new float[doubles.length];
                for (int i = 0; i < floats.length; i++) {
                    floats[i] = (float) doubles[i];
                }
                return floats;
            }
        } catch (RuntimeException e) {
            throw damaged(e);
        }
        throw new DamagedFileException(tensor.name() + " does not have the values that it claims");
    }

    /**
     * Ensures that no more is allocated than the file holds: Keras does not compress, so arrays are stored in full
     * size.
     */
    private void checkStorage(StoredTensor tensor, Dataset dataset) throws DamagedFileException {
        if (isCompressed(dataset)) {
            throw new RefusedFileException(
                    tensor.name() + " is compressed, which Keras never does, and was not unpacked",
                    "save the weights with Keras, or as safetensors");
        }
        long bytes = dataset.getSizeInBytes();
        long chunk = bytes;
        if (dataset instanceof ChunkedDataset chunked) {
            chunk = bytes / Math.max(dataset.getSize(), 1);
            for (int dimension : chunked.getChunkDimensions()) {
                chunk = Math.min(chunk * dimension, Long.MAX_VALUE / Integer.MAX_VALUE);
            }
        }
        if (bytes > size || chunk > Math.max(2 * bytes, SMALL_CHUNK)) {
            throw new DamagedFileException(
                    tensor.name() + " claims " + bytes + " bytes in chunks of " + chunk + ", the file has " + size);
        }
    }

    private static boolean isCompressed(Dataset dataset) {
        try {
            return !dataset.getFilters().isEmpty();
        } catch (NoClassDefFoundError e) {
            // jHDF loads the libraries of all filters when it finds the first filter; they may be absent.
            return true;
        }
    }

    private static DamagedFileException damaged(RuntimeException e) {
        DamagedFileException damaged = new DamagedFileException("its HDF5 cannot be read ("
                + Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName()) + ")");
        damaged.initCause(e);
        return damaged;
    }

    @Override
    public void close() throws IOException {
        file.close();
        if (copy != null) {
            Files.deleteIfExists(copy);
        }
    }
}
