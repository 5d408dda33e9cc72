// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.runtime;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_SetConfig;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SetTarget;

import org.bytedeco.javacpp.BytePointer;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.proto.ConfigProto;

/** Session options for TensorFlow's C API. */
final class SessionOptions {
    private SessionOptions() {}

    /** Returns options for a session in this process. */
    static TF_SessionOptions of(ConfigProto config, TF_Status status) {
        TF_SessionOptions options = TF_SessionOptions.newSessionOptions();
        byte[] bytes = config.toByteArray();
        try (BytePointer pointer = new BytePointer(bytes)) {
            TF_SetConfig(options, pointer, bytes.length, status);
        }
        status.throwExceptionIfNotOK();
        return options;
    }

    /** Returns options for a session on a server such as grpc://localhost:2222. */
    static TF_SessionOptions of(ConfigProto config, String target, TF_Status status) {
        TF_SessionOptions options = of(config, status);
        TF_SetTarget(options, target);
        return options;
    }
}
