// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.onnx;

import dev.nin.UserInputException;
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
import dev.nin.model.PixelShuffle;
import dev.nin.model.Prelu;
import dev.nin.model.Resize;
import dev.nin.model.Scale;
import dev.nin.model.Shape;
import dev.nin.model.Size;
import dev.nin.model.Softmax;
import dev.nin.model.SpatialDropout2d;
import dev.nin.model.UpSampling2d;
import dev.nin.model.ZeroPadding2d;
import dev.nin.onnx.format.Attribute;
import dev.nin.onnx.format.ElementType;
import java.util.List;

/** Adds the operations of one node in inference, and returns the name of its value. */
final class LayerOperations implements LayerVisitor<String> {
    private static final long CHANNELS = 1;

    private final LayerContext context;
    private final Scope scope;

    LayerOperations(LayerContext context) {
        this.context = context;
        this.scope = context.scope();
    }

    @Override
    public String visit(Input layer) {
        String map = scope.channelsFirst(input());
        if (layer.pixels() == Input.Pixels.FLOAT32) {
            return map;
        }
        String floats = scope.add("Cast", List.of(map), Attribute.of("to", ElementType.FLOAT32.number()));
        return scope.add("Mul", List.of(floats, scope.number("factor", 1 / 255f)));
    }

    @Override
    public String visit(Resize layer) {
        return Resizing.add(scope, input(), context.shape(), layer.size(), layer.interpolation());
    }

    @Override
    public String visit(UpSampling2d layer) {
        Shape to = layer.outputShape(context.shapes());
        return Resizing.add(scope, input(), context.shape(), new Size(to.height(), to.width()), layer.interpolation());
    }

    @Override
    public String visit(PixelShuffle layer) {
        return scope.add(
                "DepthToSpace",
                List.of(input()),
                Attribute.of("blocksize", layer.factor()),
                Attribute.of("mode", "CRD"));
    }

    @Override
    public String visit(Scale layer) {
        String scaled = scope.add("Mul", List.of(input(), scope.number("factor", layer.factor())));
        return scope.add("Add", List.of(scaled, scope.number("offset", layer.offset())));
    }

    @Override
    public String visit(Normalize layer) {
        return Normalizations.add(context, layer);
    }

    @Override
    public String visit(Conv2d layer) {
        return Convolutions.add(context, layer);
    }

    @Override
    public String visit(DepthwiseConv2d layer) {
        return Convolutions.add(context, layer);
    }

    @Override
    public String visit(ConvTranspose2d layer) {
        return Convolutions.add(context, layer);
    }

    @Override
    public String visit(Dense layer) {
        List<Long> dimensions = List.of((long) context.shape().channels(), (long) layer.units());
        String kernel = scope.tensor("kernel", dimensions, context.values("kernel"));
        return scope.add("Gemm", List.of(input(), kernel, context.vector("bias")));
    }

    @Override
    public String visit(Activation layer) {
        return Activations.add(scope, layer.function(), input());
    }

    @Override
    public String visit(Prelu layer) {
        return scope.add("PRelu", List.of(input(), context.perChannel("slope")));
    }

    @Override
    public String visit(Softmax layer) {
        return scope.add("Softmax", List.of(input()), Attribute.of("axis", CHANNELS));
    }

    @Override
    public String visit(MaxPool2d layer) {
        return Poolings.add(context, layer);
    }

    @Override
    public String visit(AvgPool2d layer) {
        return Poolings.add(context, layer);
    }

    @Override
    public String visit(GlobalMaxPool2d layer) {
        return scope.add("GlobalMaxPool", List.of(input()));
    }

    @Override
    public String visit(GlobalAvgPool2d layer) {
        return scope.add("GlobalAveragePool", List.of(input()));
    }

    @Override
    public String visit(BatchNorm layer) {
        return Normalizations.add(context, layer);
    }

    @Override
    public String visit(LayerNorm layer) {
        return Normalizations.add(context, layer);
    }

    @Override
    public String visit(GroupNorm layer) {
        return Normalizations.add(context, layer);
    }

    @Override
    public String visit(LocalResponseNorm layer) {
        return Normalizations.add(context, layer);
    }

    @Override
    public String visit(Dropout layer) {
        return input();
    }

    @Override
    public String visit(SpatialDropout2d layer) {
        return input();
    }

    @Override
    public String visit(DropPath layer) {
        return input();
    }

    @Override
    public String visit(ZeroPadding2d layer) {
        String sides = scope.integers("sides", 0, 0, layer.top(), layer.left(), 0, 0, layer.bottom(), layer.right());
        return scope.add("Pad", List.of(input(), sides));
    }

    @Override
    public String visit(Cropping2d layer) {
        Shape to = layer.outputShape(context.shapes());
        String begin = scope.integers("begin", layer.top(), layer.left());
        String end = scope.integers("end", (long) layer.top() + to.height(), (long) layer.left() + to.width());
        return scope.add("Slice", List.of(input(), begin, end, scope.integers("axes", 2, 3)));
    }

    /** Adds the vector of a map's values in this library's order, channels varying fastest. */
    @Override
    public String visit(Flatten layer) {
        Shape map = context.shape();
        boolean isOrdered = map.channels() == 1 || (map.height() == 1 && map.width() == 1);
        return scope.add("Flatten", List.of(isOrdered ? input() : scope.channelsLast(input())));
    }

    @Override
    public String visit(Add layer) {
        return scope.add(context.inputs().size() == 2 ? "Add" : "Sum", context.inputs());
    }

    @Override
    public String visit(Concat layer) {
        return scope.add("Concat", context.inputs(), Attribute.of("axis", CHANNELS));
    }

    @Override
    public String visit(Multiply layer) {
        return context.inputs().stream()
                .reduce((product, next) -> scope.add("Mul", List.of(product, next)))
                .orElseThrow();
    }

    @Override
    public String visit(Custom layer) {
        throw new UserInputException("layer `" + layer.call() + "` (\""
                + context.node().name()
                + "\"): its operations are code of the application, which ONNX has no operations for, expected layers"
                + " of this library; export a SavedModel instead");
    }

    private String input() {
        return context.input();
    }
}
