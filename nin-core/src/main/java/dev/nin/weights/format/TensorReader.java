// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.format;

import dev.nin.UserInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads the values of an open file's tensors and rejects values that cannot be weights.
 *
 * @param file the file's name, for messages
 * @param open the file
 */
public record TensorReader(Path file, TensorFile open) {
    private static final int LARGEST = Integer.MAX_VALUE - Long.BYTES;

    /**
     * Reads a tensor's numbers.
     *
     * @param tensor one of the file's tensors
     * @return its values as float32
     * @throws UserInputException if they have a type that weights do not have, are too many, or are missing
     * @throws IOException if the file cannot be read
     */
    public float[] values(StoredTensor tensor) throws IOException {
        String name = Quotes.quoted(tensor.name());
        if (FloatType.named(tensor.type()).isEmpty()) {
            throw new UserInputException(file + ": " + name + " has the type " + Quotes.shortened(tensor.type())
                    + ", expected one of " + Arrays.toString(FloatType.values()) + "; convert it before saving");
        }
        if (tensor.size() > LARGEST) {
            throw new UserInputException(file + ": " + name + " has " + tensor.size()
                    + " values, more than a Java array can hold; split it");
        }
        try {
            return open.values(tensor);
        } catch (DamagedFileException e) {
            throw new UserInputException(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads a tensor's numbers, which must be finite.
     *
     * @param tensor one of the file's tensors
     * @return its values as float32
     * @throws UserInputException as {@link #values} does, and if one is infinite or NaN
     * @throws IOException if the file cannot be read
     */
    public float[] finiteValues(StoredTensor tensor) throws IOException {
        float[] values = values(tensor);
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new UserInputException(file + ": " + Quotes.quoted(tensor.name()) + " holds " + values[i]
                        + " at index " + i + ", expected a finite number; use weights from before training failed");
            }
        }
        return values;
    }
}
