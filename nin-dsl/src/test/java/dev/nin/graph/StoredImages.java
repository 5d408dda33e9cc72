// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import org.tensorflow.EagerSession;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TUint8;

/** Images as they are stored, in a tensor that closing frees. */
final class StoredImages implements AutoCloseable {
    private final EagerSession session = EagerSession.create();
    private final TUint8 tensor;

    StoredImages(int images, int height, int width, int channels, byte[] pixels) {
        Ops tf = Ops.create(session);
        int[] dimensions = {images, height, width, channels};
        tensor = tf.reshape(tf.constant(pixels), tf.constant(dimensions)).asTensor();
    }

    TUint8 tensor() {
        return tensor;
    }

    @Override
    public void close() {
        tensor.close();
        session.close();
    }
}
