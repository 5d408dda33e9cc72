// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.exceptions.TFResourceExhaustedException;
import org.tensorflow.exceptions.TensorFlowException;

class MemoryFailureTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "No algorithm worked!  Error messages: Profiling failure on CUDNN engine 1: RESOURCE_EXHAUSTED",
                "failed to allocate 2.0KiB (2048 bytes) from device: CUDA_ERROR_OUT_OF_MEMORY: out of memory",
                "Failed to create cuDNN handle: CUDNN_STATUS_ALLOC_FAILED"
            })
    void knowsTheMessagesOfGpus(String message) {
        assertThat(MemoryFailure.is(new TensorFlowException(message))).isTrue();
    }

    @Test
    void knowsTensorFlowsOwnException() {
        assertThat(MemoryFailure.is(new TFResourceExhaustedException("OOM when allocating tensor")))
                .isTrue();
        assertThat(MemoryFailure.is(new TensorFlowException("Incompatible shapes: [2] vs. [3]")))
                .isFalse();
    }
}
