// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import java.util.List;
import org.tensorflow.exceptions.TFResourceExhaustedException;
import org.tensorflow.exceptions.TensorFlowException;

/** Recognizes TensorFlow's ways to say that memory ran out. */
final class MemoryFailure {
    /** What a GPU's libraries say instead. cuDNN finds no algorithm where none gets the memory that it works in. */
    private static final List<String> SIGNS = List.of(
            "No algorithm worked",
            "CUDA_ERROR_OUT_OF_MEMORY",
            "CUDNN_STATUS_ALLOC_FAILED",
            "CUBLAS_STATUS_ALLOC_FAILED");

    private MemoryFailure() {}

    /** Returns whether an exception says that the CPU's or the GPU's memory ran out. */
    static boolean is(TensorFlowException e) {
        String message = String.valueOf(e.getMessage());
        return e instanceof TFResourceExhaustedException || SIGNS.stream().anyMatch(message::contains);
    }
}
