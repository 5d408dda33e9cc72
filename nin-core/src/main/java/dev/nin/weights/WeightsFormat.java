// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

import dev.nin.weights.format.DamagedFileException;
import dev.nin.weights.format.RefusedFileException;
import dev.nin.weights.format.TensorFile;
import dev.nin.weights.keras.KerasArchive;
import dev.nin.weights.keras.KerasFile;
import dev.nin.weights.safetensors.SafetensorsFile;
import dev.nin.weights.torch.TorchFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A format of weights files. It is detected by a file's content, never by its name. */
public enum WeightsFormat {
    /** safetensors, with the names of PyTorch modules or of this library. */
    SAFETENSORS("safetensors file"),
    /** The format of torch.save since PyTorch 1.6: a ZIP archive with a pickle. */
    TORCH_ZIP("PyTorch file"),
    /** The format of torch.save before PyTorch 1.6: pickles, then numbers. */
    TORCH_LEGACY("PyTorch file from before 1.6"),
    /** HDF5 with Keras layers: .h5 of Keras 2, .weights.h5 of Keras 3. */
    KERAS_HDF5("Keras file (HDF5)"),
    /** .keras: a ZIP archive with a model.weights.h5. */
    KERAS_ARCHIVE("Keras archive (.keras)");

    /** A safetensors file starts with its header's length, followed by the header, which is JSON. */
    private static final int MAGIC = Long.BYTES + 1;

    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] HDF5 = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    private static final byte[] PICKLE = {(byte) 0x80};

    private final String title;

    WeightsFormat(String title) {
        this.title = title;
    }

    /**
     * Returns the format's name in messages.
     *
     * @return a name such as "safetensors file"
     */
    public String title() {
        return title;
    }

    /** Detects the format of a file; an unknown file counts as safetensors, whose reader reports what is wrong. */
    static WeightsFormat of(Path file) throws IOException {
        byte[] first;
        try (InputStream in = Files.newInputStream(file)) {
            first = in.readNBytes(MAGIC);
        }
        // The length of a safetensors header may start with any byte.
        if (first.length == MAGIC && first[MAGIC - 1] == '{') {
            return SAFETENSORS;
        }
        if (startsWith(first, ZIP)) {
            return KerasArchive.isOne(file) ? KERAS_ARCHIVE : TORCH_ZIP;
        }
        if (startsWith(first, HDF5)) {
            return KERAS_HDF5;
        }
        return startsWith(first, PICKLE) ? TORCH_LEGACY : SAFETENSORS;
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }

    TensorFile open(Path file) throws IOException, DamagedFileException {
        return switch (this) {
            case SAFETENSORS -> SafetensorsFile.open(file);
            case TORCH_ZIP -> TorchFile.openZip(file);
            case TORCH_LEGACY -> TorchFile.openLegacy(file);
            case KERAS_HDF5 -> hdf5(() -> KerasFile.open(file));
            case KERAS_ARCHIVE -> hdf5(() -> KerasArchive.open(file));
        };
    }

    private interface Opening {
        TensorFile open() throws IOException, DamagedFileException;
    }

    /** Opens an HDF5 file, whose reader is an optional dependency. */
    private static TensorFile hdf5(Opening opening) throws IOException, DamagedFileException {
        try {
            return opening.open();
        } catch (NoClassDefFoundError e) {
            throw new RefusedFileException(
                    "reading HDF5 needs the library io.jhdf:jhdf, which is not on the class path (" + e.getMessage()
                            + ")",
                    "add the dependency io.jhdf:jhdf, or convert the file to safetensors");
        }
    }
}
