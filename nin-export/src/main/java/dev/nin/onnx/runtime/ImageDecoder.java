// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.onnx.runtime;

import dev.nin.graph.SubScope;
import dev.nin.images.EncodedImages;
import dev.nin.model.Input;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/** Decodes image files with the operations that SavedModels decode them with. */
final class ImageDecoder implements AutoCloseable {
    private final Graph graph;
    private final Placeholder<TString> files;
    private final Operand<TUint8> images;
    private final Session session;

    private ImageDecoder(Graph graph, Placeholder<TString> files, Operand<TUint8> images, Session session) {
        this.graph = graph;
        this.files = files;
        this.images = images;
        this.session = session;
    }

    /** Creates a decoder to the shape of an input. */
    static ImageDecoder of(Input input, ConfigProto config) {
        Graph graph = new Graph();
        try {
            Ops tf = SubScope.of(Ops.create(graph));
            Placeholder<TString> files = tf.placeholder(TString.class, Placeholder.shape(Shape.of(-1)));
            Operand<TUint8> images = EncodedImages.emit(tf, files, input);
            return new ImageDecoder(graph, files, images, new Session(graph, false, config));
        } catch (RuntimeException | Error e) {
            graph.close();
            throw e;
        }
    }

    /** Returns (batch, height, width, channels), uint8, to be closed by the caller. */
    Tensor decode(Tensor encoded) {
        return session.runner().feed(files, encoded).fetch(images).run().get(0);
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
