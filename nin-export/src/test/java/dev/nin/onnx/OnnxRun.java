// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;

/** ONNX Runtime with a file. */
public final class OnnxRun implements AutoCloseable {
    private final OrtSession session;

    private OnnxRun(OrtSession session) {
        this.session = session;
    }

    public static OnnxRun of(Path file) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(2);
            return new OnnxRun(OrtEnvironment.getEnvironment().createSession(file.toString(), options));
        }
    }

    public OrtSession session() {
        return session;
    }

    /** Returns all outputs for bytes, to be closed by the caller. */
    public OrtSession.Result run(String input, byte[] pixels, long... shape) throws OrtException {
        ByteBuffer bytes = ByteBuffer.allocateDirect(pixels.length).put(pixels).flip();
        try (OnnxTensor images =
                OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), bytes, shape, OnnxJavaType.UINT8)) {
            return session.run(Map.of(input, images));
        }
    }

    /** Returns all outputs for numbers, to be closed by the caller. */
    public OrtSession.Result run(String input, float[] values, long... shape) throws OrtException {
        try (OnnxTensor images =
                OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), FloatBuffer.wrap(values), shape)) {
            return session.run(Map.of(input, images));
        }
    }

    /** Returns the numbers of an output. */
    public static float[] floats(OrtSession.Result result, String output) {
        FloatBuffer buffer = ((OnnxTensor) result.get(output).orElseThrow()).getFloatBuffer();
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
