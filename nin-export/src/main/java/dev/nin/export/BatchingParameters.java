// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The settings by which a server batches requests of several clients. A server started with
 * {@code --enable_per_model_batching_parameters} reads the file in the SavedModel's folder.
 */
final class BatchingParameters {
    /** The file's name. */
    static final String FILE = "batching_params.pbtxt";

    /** Few batch sizes, so that each is warmed up soon, and a timeout well below the time of a batch. */
    private static final String TEXT = """
            max_batch_size { value: 64 }
            batch_timeout_micros { value: 1000 }
            max_enqueued_batches { value: 100 }
            num_batch_threads { value: 4 }
            allowed_batch_sizes: [1, 2, 4, 8, 16, 32, 64]
            """;

    private BatchingParameters() {}

    /** Writes the file into a SavedModel's folder. */
    static void write(Path model) throws IOException {
        Files.writeString(model.resolve(FILE), TEXT);
    }
}
