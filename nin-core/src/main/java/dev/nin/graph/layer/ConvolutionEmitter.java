// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph.layer;

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
 * Emits convolutions without their bias, in forms with a correct gradient in TensorFlow's C++ library: explicit padding
 * as Pad, dilation through SpaceToBatchND, groups as separate convolutions.
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
        if (layer.stride().height() != layer.stride().width()) {
            return unequallyStrided(layer, input, kernel);
        }
        PaddedInput padded = PaddedInput.of(tf, input, layer.padding(), layer.kernel(), layer.stride());
        return tf.nn.depthwiseConv2dNative(padded.input(), kernel, image(layer.stride()), padded.padding());
    }

    Operand<TFloat32> emit(ConvTranspose2d layer, Operand<TFloat32> input, Operand<TFloat32> kernel) {
        Shape in = Shapes.of(input);
        Shape out = layer.outputShape(List.of(in));
        Size stride = layer.stride();
        // The gradient would be the convolution that TensorFlow miscomputes. In the forward pass the stride's width
        // does not change what the kernel covers in a single column.
        boolean isColumn = in.width() == 1 && stride.height() < stride.width();
        if (!(layer.padding() instanceof Padding.Explicit explicit)) {
            return isColumn
                    ? sameColumn(layer, input, kernel, out)
                    : transposed(input, kernel, stride, out, PaddedInput.SAME);
        }
        Shape whole = Shape.map(
                out.height() + explicit.top() + explicit.bottom(),
                out.width() + explicit.left() + explicit.right(),
                out.channels());
        Size step = isColumn ? Size.square(stride.height()) : stride;
        Operand<TFloat32> all = transposed(input, kernel, step, whole, PaddedInput.VALID);
        return explicit.equals(Padding.valid()) ? all : Shapes.crop(tf, all, explicit.top(), explicit.left(), out);
    }

    /** Emits unequal strides by slicing the result for a stride of 1, since TensorFlow requires equal strides. */
    private Operand<TFloat32> unequallyStrided(
            DepthwiseConv2d layer, Operand<TFloat32> input, Operand<TFloat32> kernel) {
        Padding.Explicit sides = sides(layer.padding(), layer.kernel(), layer.stride(), Shapes.of(input));
        Operand<TFloat32> padded = PaddedInput.pad(tf, input, sides, 0);
        Operand<TFloat32> whole = tf.nn.depthwiseConv2dNative(padded, kernel, image(ONE), PaddedInput.VALID);
        return strided(whole, layer.stride());
    }

    /**
     * Emits a SAME transposed convolution of one column: the center of the full output, or all of it followed by zeros.
     */
    private Operand<TFloat32> sameColumn(
            ConvTranspose2d layer, Operand<TFloat32> input, Operand<TFloat32> kernel, Shape out) {
        Size step = Size.square(layer.stride().height());
        int height =
                (Shapes.of(input).height() - 1) * step.height() + layer.kernel().height();
        int width = layer.kernel().width();
        Shape whole = Shape.map(height, width, out.channels());
        Padding.Explicit trailing =
                new Padding.Explicit(0, Math.max(out.height() - height, 0), 0, Math.max(out.width() - width, 0));
        Operand<TFloat32> all =
                PaddedInput.pad(tf, transposed(input, kernel, step, whole, PaddedInput.VALID), trailing, 0);
        int top = Math.max(height - out.height(), 0) / 2;
        int left = Math.max(width - out.width(), 0) / 2;
        return Shapes.crop(tf, all, top, left, out);
    }

    private Operand<TFloat32> transposed(
            Operand<TFloat32> input, Operand<TFloat32> kernel, Size stride, Shape output, String padding) {
        Operand<TInt32> sizes = Shapes.withBatchOf(tf, input, output);
        return tf.nn.conv2dBackpropInput(sizes, kernel, input, image(stride), padding);
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
     * TensorFlow 2.18's oneDNN kernel returns wrong values for strides wider than high if the output has one column.
     */
    private static boolean isMiscomputed(Conv2d layer, Operand<TFloat32> input) {
        Padding.Explicit sides = sides(layer, input);
        int surplus = Shapes.of(input).width()
                + sides.left()
                + sides.right()
                - layer.kernel().width();
        Size stride = layer.stride();
        return stride.height() < stride.width() && surplus >= 0 && surplus < stride.width();
    }

    /** Crops the input to its only column of windows, so that the stride can be as wide as high. */
    private Operand<TFloat32> oneColumn(Conv2d layer, Operand<TFloat32> input, Operand<TFloat32> kernel) {
        Operand<TFloat32> padded = PaddedInput.pad(tf, input, sides(layer, input), 0);
        Shape all = Shapes.of(padded);
        Shape column = Shape.map(all.height(), layer.kernel().width(), all.channels());
        Operand<TFloat32> cut = Shapes.crop(tf, padded, 0, 0, column);
        Size stride = Size.square(layer.stride().height());
        return tf.nn.conv2d(cut, kernel, image(stride), PaddedInput.VALID);
    }

    /** Convolves each of the interleaved pixel grids as a separate image; a stride slices the result. */
    private Operand<TFloat32> dilated(Conv2d layer, Operand<TFloat32> input, Operand<TFloat32> kernel) {
        Size dilation = layer.dilation();
        Shape in = Shapes.of(input);
        Padding.Explicit sides = sides(layer, input);
        int surplusRows = Math.floorMod(-(in.height() + sides.top() + sides.bottom()), dilation.height());
        int surplusColumns = Math.floorMod(-(in.width() + sides.left() + sides.right()), dilation.width());
        Operand<TInt32> blocks = tf.constant(new int[] {dilation.height(), dilation.width()});
        int[][] paddings = {{sides.top(), sides.bottom() + surplusRows}, {sides.left(), sides.right() + surplusColumns}
        };
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

    /** Returns the zeros on each side of the input for a kernel of that extent. */
    private static Padding.Explicit sides(Padding padding, Size extent, Size stride, Shape in) {
        if (padding instanceof Padding.Explicit explicit) {
            return explicit;
        }
        int rows = surplus(in.height(), extent.height(), stride.height());
        int columns = surplus(in.width(), extent.width(), stride.width());
        return new Padding.Explicit(rows / 2, rows - rows / 2, columns / 2, columns - columns / 2);
    }

    private static Padding.Explicit sides(Conv2d layer, Operand<TFloat32> input) {
        return sides(layer.padding(), layer.extent(), layer.stride(), Shapes.of(input));
    }

    /** Returns the number of zeros that TensorFlow's SAME adds along one axis. */
    private static int surplus(int input, int extent, int stride) {
        return Math.max((input - 1) / stride * stride + extent - input, 0);
    }

    /** Splits an operand into equal parts along the last dimension. */
    private List<Operand<TFloat32>> split(Operand<TFloat32> whole, int parts) {
        int last = whole.shape().numDimensions() - 1;
        return List.copyOf(tf.split(tf.constant(last), whole, (long) parts).output());
    }

    static List<Long> image(Size size) {
        return List.of(1L, (long) size.height(), (long) size.width(), 1L);
    }
}
