// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import dev.nin.model.Conv2d;
import dev.nin.model.ConvTranspose2d;
import dev.nin.model.DepthwiseConv2d;
import dev.nin.model.Padding;
import dev.nin.model.Shape;
import dev.nin.model.Size;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.StridedSlice;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Emits convolutions without their bias, in forms whose gradient in TensorFlow's C++ library is right: explicit padding
 * as Pad, dilation through SpaceToBatchND, groups as convolutions side by side.
 */
final class ConvolutionEmitter {
    private static final Size ONE = Size.square(1);
    private static final long WHOLE_BATCH = 1;

    private final Ops tf;

    ConvolutionEmitter(Ops tf) {
        this.tf = tf;
    }

    Operand<TFloat32> emit(Conv2d layer, Operand<TFloat32> input, Operand<TFloat32> kernel) {
        if (layer.groups() == 1) {
            return convolution(layer, input, kernel);
        }
        List<Operand<TFloat32>> inputs = split(input, layer.groups());
        List<Operand<TFloat32>> kernels = split(kernel, layer.groups());
        List<Operand<TFloat32>> outputs = new ArrayList<>();
        for (int group = 0; group < layer.groups(); group++) {
            outputs.add(convolution(layer, inputs.get(group), kernels.get(group)));
        }
        return tf.concat(outputs, tf.constant(-1));
    }

    Operand<TFloat32> emit(DepthwiseConv2d layer, Operand<TFloat32> input, Operand<TFloat32> kernel) {
        PaddedInput padded = PaddedInput.of(tf, input, layer.padding(), layer.kernel(), layer.stride());
        return tf.nn.depthwiseConv2dNative(padded.input(), kernel, image(layer.stride()), padded.padding());
    }

    Operand<TFloat32> emit(ConvTranspose2d layer, Operand<TFloat32> input, Operand<TFloat32> kernel) {
        Shape in = Shapes.of(input);
        Shape out = layer.outputShape(List.of(in));
        if (!(layer.padding() instanceof Padding.Explicit explicit)) {
            return transposed(layer, input, kernel, out, PaddedInput.SAME);
        }
        Shape whole = Shape.map(
                out.height() + explicit.top() + explicit.bottom(),
                out.width() + explicit.left() + explicit.right(),
                out.channels());
        Operand<TFloat32> all = transposed(layer, input, kernel, whole, PaddedInput.VALID);
        return explicit.equals(Padding.valid()) ? all : Shapes.crop(tf, all, explicit.top(), explicit.left(), out);
    }

    private Operand<TFloat32> transposed(
            ConvTranspose2d layer, Operand<TFloat32> input, Operand<TFloat32> kernel, Shape output, String padding) {
        Operand<TInt32> sizes = Shapes.withBatchOf(tf, input, output);
        return tf.nn.conv2dBackpropInput(sizes, kernel, input, image(layer.stride()), padding);
    }

    private Operand<TFloat32> convolution(Conv2d layer, Operand<TFloat32> input, Operand<TFloat32> kernel) {
        if (!layer.dilation().equals(ONE)) {
            return dilated(layer, input, kernel);
        }
        if (isMiscomputed(layer, input)) {
            return oneColumn(layer, input, kernel);
        }
        PaddedInput padded = PaddedInput.of(tf, input, layer.padding(), layer.kernel(), layer.stride());
        return tf.nn.conv2d(padded.input(), kernel, image(layer.stride()), padded.padding());
    }

    /**
     * TensorFlow 2.18's oneDNN kernel gives wrong values for strides wider than high where the output is one column.
     */
    private static boolean isMiscomputed(Conv2d layer, Operand<TFloat32> input) {
        Shape in = Shapes.of(input);
        int[] horizontal = padding(layer, false, in);
        int surplus =
                in.width() + horizontal[0] + horizontal[1] - layer.kernel().width();
        Size stride = layer.stride();
        return stride.height() < stride.width() && surplus >= 0 && surplus < stride.width();
    }

    /** The only column of windows, cut out, so that its stride can be as wide as high. */
    private Operand<TFloat32> oneColumn(Conv2d layer, Operand<TFloat32> input, Operand<TFloat32> kernel) {
        Shape in = Shapes.of(input);
        int[] vertical = padding(layer, true, in);
        int[] horizontal = padding(layer, false, in);
        Padding.Explicit sides = new Padding.Explicit(vertical[0], vertical[1], horizontal[0], horizontal[1]);
        Operand<TFloat32> padded = PaddedInput.pad(tf, input, sides, 0);
        Shape column = Shape.map(Shapes.of(padded).height(), layer.kernel().width(), in.channels());
        Operand<TFloat32> cut = Shapes.crop(tf, padded, 0, 0, column);
        Size stride = Size.square(layer.stride().height());
        return tf.nn.conv2d(cut, kernel, image(stride), PaddedInput.VALID);
    }

    /** Each of the interleaved grids of pixels is an image of its own; a stride picks from the result. */
    private Operand<TFloat32> dilated(Conv2d layer, Operand<TFloat32> input, Operand<TFloat32> kernel) {
        Size dilation = layer.dilation();
        Shape in = Shapes.of(input);
        int[] vertical = padding(layer, true, in);
        int[] horizontal = padding(layer, false, in);
        int surplusRows = Math.floorMod(-(in.height() + vertical[0] + vertical[1]), dilation.height());
        int surplusColumns = Math.floorMod(-(in.width() + horizontal[0] + horizontal[1]), dilation.width());
        Operand<TInt32> blocks = tf.constant(new int[] {dilation.height(), dilation.width()});
        int[][] paddings = {{vertical[0], vertical[1] + surplusRows}, {horizontal[0], horizontal[1] + surplusColumns}};
        Operand<TFloat32> grids = tf.spaceToBatchNd(input, blocks, tf.constant(paddings));
        Operand<TFloat32> convolved = tf.nn.conv2d(grids, kernel, image(ONE), PaddedInput.VALID);
        int[][] crops = {{0, surplusRows}, {0, surplusColumns}};
        Operand<TFloat32> whole = tf.batchToSpaceNd(convolved, blocks, tf.constant(crops));
        return strided(whole, layer.stride());
    }

    private Operand<TFloat32> strided(Operand<TFloat32> whole, Size stride) {
        if (stride.equals(ONE)) {
            return whole;
        }
        Shape shape = Shapes.of(whole);
        return tf.stridedSlice(
                whole,
                tf.constant(new int[4]),
                tf.constant(new int[] {0, shape.height(), shape.width(), shape.channels()}),
                tf.constant(new int[] {1, stride.height(), stride.width(), 1}),
                StridedSlice.endMask(WHOLE_BATCH));
    }

    /** Pixels that the padding lays before and behind along one axis. */
    private static int[] padding(Conv2d layer, boolean vertical, Shape in) {
        if (layer.padding() instanceof Padding.Explicit explicit) {
            return vertical
                    ? new int[] {explicit.top(), explicit.bottom()}
                    : new int[] {explicit.left(), explicit.right()};
        }
        int input = vertical ? in.height() : in.width();
        int extent = vertical ? layer.extent().height() : layer.extent().width();
        int stride = vertical ? layer.stride().height() : layer.stride().width();
        int all = Math.max((input - 1) / stride * stride + extent - input, 0);
        return new int[] {all / 2, all - all / 2};
    }

    /** Equal parts along the last dimension. */
    private List<Operand<TFloat32>> split(Operand<TFloat32> whole, int parts) {
        int last = whole.shape().numDimensions() - 1;
        return List.copyOf(tf.split(tf.constant(last), whole, (long) parts).output());
    }

    static List<Long> image(Size size) {
        return List.of(1L, (long) size.height(), (long) size.width(), 1L);
    }
}
