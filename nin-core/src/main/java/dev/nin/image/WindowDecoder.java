// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.image;

import dev.nin.model.Input;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/**
 * The part of a decoder's graph that decodes a window of an image and stretches it to the input's size. Most photos are
 * stored upright; they use separate operations without conditions.
 */
final class WindowDecoder {
    private final Input input;
    private final Placeholder<TString> file;
    private final Placeholder<TInt32> ratio;
    private final Placeholder<TInt32> window;
    private final Placeholder<TInt32> size;
    private final Placeholder<TInt32> orientation;
    /**
     * The outputs for upright color JPEGs by downscaling ratio, not yet rounded: rounding operations would wait for the
     * threads of the training.
     */
    private final Map<Integer, Operand<TFloat32>> upright;

    private final Operand<TUint8> any;

    WindowDecoder(Ops tf, Placeholder<TString> file, Input input) {
        this.input = input;
        this.file = file;
        ratio = tf.withName("ratio").placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
        window = tf.withName("window").placeholder(TInt32.class, Placeholder.shape(Shape.of(4)));
        size = tf.withName("size").placeholder(TInt32.class, Placeholder.shape(Shape.of(2)));
        orientation = tf.withName("orientation").placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
        Fitting fitting = new Fitting(tf);
        Decoding decoding = new Decoding(tf);
        Operand<TInt32> whole = tf.constant(new int[] {input.height(), input.width()});
        List<Integer> ratios = input.channels() == Decoding.COLOR ? List.of(1, 2, 4, Decoding.MOST_RATIO) : List.of();
        upright = ratios.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        each -> fitting.resizedSlightly(decoding.cropped(file, window, each), whole)));
        any = new OrientationOperations(tf)
                .turned(
                        fitting.channels(
                                fitting.resizedSlightly(decoding.window(file, ratio, window), size), input.channels()),
                        orientation);
    }

    /** Creates the runner that decodes a window. The caller closes the tensors in {@code fed} after the run. */
    Session.Runner runner(Session session, TString bytes, ImageHeader header, Crop crop, List<TInt32> fed) {
        Crop stored = crop.stored(header);
        boolean isTurned = Orientation.isTurned(header.orientation());
        int height = isTurned ? input.width() : input.height();
        int width = isTurned ? input.height() : input.width();
        int by = header.format() == ImageFormat.JPEG ? ratio(stored, height, width) : 0;
        int part = Math.max(by, 1);
        Session.Runner runner = session.runner().feed(file, bytes);
        feed(
                runner,
                window,
                TInt32.vectorOf(
                        stored.top() / part, stored.left() / part, stored.height() / part, stored.width() / part),
                fed);
        Operand<TFloat32> direct = upright.get(by);
        if (header.orientation() == Orientation.NONE && direct != null) {
            return runner.fetch(direct);
        }
        feed(runner, ratio, TInt32.scalarOf(by), fed);
        feed(runner, size, TInt32.vectorOf(height, width), fed);
        feed(runner, orientation, TInt32.scalarOf(header.orientation()), fed);
        return runner.fetch(any);
    }

    /** Copies the fetched pixels, rounded like {@link Fitting#channels}. */
    void copy(Tensor fetched, byte[] target, int offset) {
        if (fetched instanceof TUint8 pixels) {
            pixels.asRawTensor().data().read(target, offset, Math.toIntExact(pixels.size()));
            return;
        }
        FloatDataBuffer values = fetched.asRawTensor().data().asFloats();
        float[] row = new float[input.width() * Decoding.COLOR];
        int to = offset;
        for (long from = 0; from < values.size(); from += row.length) {
            values.offset(from).read(row);
            for (float value : row) {
                target[to++] = (byte) (int) (value + 0.5f);
            }
        }
    }

    private static void feed(Session.Runner runner, Operand<TInt32> where, TInt32 what, List<TInt32> fed) {
        fed.add(what);
        runner.feed(where, what);
    }

    /** Returns the largest ratio at which the window is still large enough. */
    private static int ratio(Crop window, int height, int width) {
        int ratio = Decoding.MOST_RATIO;
        while (ratio > 1 && (window.height() < height * ratio || window.width() < width * ratio)) {
            ratio /= 2;
        }
        return ratio;
    }
}
