// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph.layer;

import dev.nin.model.Activation;
import dev.nin.model.Add;
import dev.nin.model.AvgPool2d;
import dev.nin.model.BatchNorm;
import dev.nin.model.Concat;
import dev.nin.model.Conv2d;
import dev.nin.model.ConvTranspose2d;
import dev.nin.model.Cropping2d;
import dev.nin.model.Custom;
import dev.nin.model.Dense;
import dev.nin.model.DepthwiseConv2d;
import dev.nin.model.DropPath;
import dev.nin.model.Dropout;
import dev.nin.model.Flatten;
import dev.nin.model.GlobalAvgPool2d;
import dev.nin.model.GlobalMaxPool2d;
import dev.nin.model.GroupNorm;
import dev.nin.model.Input;
import dev.nin.model.LayerNorm;
import dev.nin.model.LayerVisitor;
import dev.nin.model.LocalResponseNorm;
import dev.nin.model.MaxPool2d;
import dev.nin.model.Multiply;
import dev.nin.model.Normalize;
import dev.nin.model.Padding;
import dev.nin.model.PixelShuffle;
import dev.nin.model.Prelu;
import dev.nin.model.Resize;
import dev.nin.model.Scale;
import dev.nin.model.Shape;
import dev.nin.model.Softmax;
import dev.nin.model.SpatialDropout2d;
import dev.nin.model.UpSampling2d;
import dev.nin.model.ZeroPadding2d;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;

/** Emits the operations of one node. Feature maps are (batch, height, width, channels). */
public final class LayerEmitter implements LayerVisitor<Operand<TFloat32>> {
    private final Ops tf;
    private final NodeContext context;

    public LayerEmitter(NodeContext context) {
        this.tf = context.tf();
        this.context = context;
    }

    @Override
    public Operand<TFloat32> visit(Input layer) {
        Operand<? extends TNumber> pixels = context.images().orElseThrow();
        Operand<TFloat32> floats = tf.dtypes.cast(pixels, TFloat32.class);
        return pixels.type().equals(TUint8.class) ? tf.math.mul(floats, tf.constant(1 / 255f)) : floats;
    }

    @Override
    public Operand<TFloat32> visit(Resize layer) {
        return ResizeEmitter.emit(tf, input(), layer.size(), layer.interpolation());
    }

    @Override
    public Operand<TFloat32> visit(UpSampling2d layer) {
        return ResizeEmitter.emit(tf, layer, input());
    }

    @Override
    public Operand<TFloat32> visit(PixelShuffle layer) {
        return ResizeEmitter.emit(tf, layer, input());
    }

    @Override
    public Operand<TFloat32> visit(Scale layer) {
        return tf.math.add(tf.math.mul(input(), tf.constant(layer.factor())), tf.constant(layer.offset()));
    }

    @Override
    public Operand<TFloat32> visit(Normalize layer) {
        return new NormalizationEmitter(tf, context.updates()).emit(layer, input());
    }

    @Override
    public Operand<TFloat32> visit(Conv2d layer) {
        return biased(layer.bias(), new ConvolutionEmitter(tf).emit(layer, input(), parameter("kernel")));
    }

    @Override
    public Operand<TFloat32> visit(DepthwiseConv2d layer) {
        return biased(layer.bias(), new ConvolutionEmitter(tf).emit(layer, input(), parameter("kernel")));
    }

    @Override
    public Operand<TFloat32> visit(ConvTranspose2d layer) {
        return biased(layer.bias(), new ConvolutionEmitter(tf).emit(layer, input(), parameter("kernel")));
    }

    @Override
    public Operand<TFloat32> visit(Dense layer) {
        return tf.nn.biasAdd(tf.linalg.matMul(input(), parameter("kernel")), parameter("bias"));
    }

    @Override
    public Operand<TFloat32> visit(Activation layer) {
        return new ActivationEmitter(tf).emit(layer.function(), input());
    }

    @Override
    public Operand<TFloat32> visit(Prelu layer) {
        return new ActivationEmitter(tf).emitPrelu(input(), parameter("slope"));
    }

    @Override
    public Operand<TFloat32> visit(Softmax layer) {
        return tf.nn.softmax(input());
    }

    @Override
    public Operand<TFloat32> visit(MaxPool2d layer) {
        return PoolingEmitter.emit(tf, layer, input());
    }

    @Override
    public Operand<TFloat32> visit(AvgPool2d layer) {
        return PoolingEmitter.emit(tf, layer, input());
    }

    @Override
    public Operand<TFloat32> visit(GlobalMaxPool2d layer) {
        return tf.reduceMax(input(), tf.constant(new int[] {1, 2}), ReduceMax.keepDims(true));
    }

    @Override
    public Operand<TFloat32> visit(GlobalAvgPool2d layer) {
        return tf.math.mean(input(), tf.constant(new int[] {1, 2}), Mean.keepDims(true));
    }

    @Override
    public Operand<TFloat32> visit(BatchNorm layer) {
        NormalizationEmitter.Moments moments = new NormalizationEmitter.Moments(
                parameter("gamma"), parameter("beta"), parameter("moving_mean"), parameter("moving_variance"));
        return new NormalizationEmitter(tf, context.updates())
                .emit(layer, input(), moments, context.randomness().isPresent());
    }

    @Override
    public Operand<TFloat32> visit(LayerNorm layer) {
        return new NormalizationEmitter(tf, context.updates())
                .emit(layer, input(), parameter("gamma"), parameter("beta"));
    }

    @Override
    public Operand<TFloat32> visit(GroupNorm layer) {
        return new NormalizationEmitter(tf, context.updates())
                .emit(layer, input(), parameter("gamma"), parameter("beta"));
    }

    @Override
    public Operand<TFloat32> visit(LocalResponseNorm layer) {
        return new NormalizationEmitter(tf, context.updates()).emit(layer, input());
    }

    @Override
    public Operand<TFloat32> visit(Dropout layer) {
        return DropoutEmitter.emit(context, layer);
    }

    @Override
    public Operand<TFloat32> visit(SpatialDropout2d layer) {
        return DropoutEmitter.emit(context, layer);
    }

    @Override
    public Operand<TFloat32> visit(DropPath layer) {
        return DropoutEmitter.emit(context, layer);
    }

    @Override
    public Operand<TFloat32> visit(ZeroPadding2d layer) {
        return PaddedInput.pad(
                tf, input(), new Padding.Explicit(layer.top(), layer.bottom(), layer.left(), layer.right()), 0);
    }

    @Override
    public Operand<TFloat32> visit(Cropping2d layer) {
        Shape output = layer.outputShape(List.of(Shapes.of(input())));
        return Shapes.crop(tf, input(), layer.top(), layer.left(), output);
    }

    @Override
    public Operand<TFloat32> visit(Flatten layer) {
        // A static shape, so that shape inference knows the vector's size.
        return tf.reshape(
                input(), tf.constant(new long[] {-1, Shapes.of(input()).size()}));
    }

    @Override
    public Operand<TFloat32> visit(Add layer) {
        return tf.math.addN(context.inputs());
    }

    @Override
    public Operand<TFloat32> visit(Concat layer) {
        return tf.concat(context.inputs(), tf.constant(-1));
    }

    @Override
    public Operand<TFloat32> visit(Multiply layer) {
        return context.inputs().stream().reduce(tf.math::mul).orElseThrow();
    }

    @Override
    public Operand<TFloat32> visit(Custom layer) {
        if (layer.rule() instanceof CustomOperation operation) {
            return operation.emit(tf, input(), context.parameters());
        }
        throw new IllegalArgumentException(layer.call() + ": its rule is a "
                + layer.rule().getClass().getName() + ", expected a CustomOperation, which emits the operations");
    }

    private Operand<TFloat32> biased(boolean bias, Operand<TFloat32> convolved) {
        return bias ? tf.nn.biasAdd(convolved, parameter("bias")) : convolved;
    }

    private Operand<TFloat32> input() {
        return context.inputs().get(0);
    }

    private Operand<TFloat32> parameter(String name) {
        Operand<TFloat32> parameter = context.parameters().get(name);
        if (parameter == null) {
            throw new IllegalStateException("the layer declares no parameter " + name);
        }
        return parameter;
    }
}
