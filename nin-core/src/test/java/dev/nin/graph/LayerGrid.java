// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import dev.nin.model.Activation;
import dev.nin.model.Add;
import dev.nin.model.AvgPool2d;
import dev.nin.model.BatchNorm;
import dev.nin.model.Concat;
import dev.nin.model.Conv2d;
import dev.nin.model.ConvTranspose2d;
import dev.nin.model.Cropping2d;
import dev.nin.model.Dense;
import dev.nin.model.DepthwiseConv2d;
import dev.nin.model.DropPath;
import dev.nin.model.Dropout;
import dev.nin.model.Flatten;
import dev.nin.model.GlobalAvgPool2d;
import dev.nin.model.GlobalMaxPool2d;
import dev.nin.model.GroupNorm;
import dev.nin.model.Initializer;
import dev.nin.model.Input;
import dev.nin.model.Interpolation;
import dev.nin.model.Layer;
import dev.nin.model.LayerNorm;
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
import dev.nin.model.Size;
import dev.nin.model.Softmax;
import dev.nin.model.SpatialDropout2d;
import dev.nin.model.UpSampling2d;
import dev.nin.model.ZeroPadding2d;
import java.util.ArrayList;
import java.util.List;

/** Cases of every layer; some do not fit, so that rejections are compared as well. */
public final class LayerGrid {
    private static final List<Shape> MAPS = List.of(
            Shape.map(1, 1, 2), Shape.map(2, 3, 1), Shape.map(5, 4, 3), Shape.map(7, 7, 1), Shape.map(12, 9, 2));
    private static final List<Size> WINDOWS =
            List.of(Size.square(1), Size.square(2), Size.square(3), new Size(3, 2), Size.square(5), new Size(1, 4));
    private static final List<Size> STRIDES =
            List.of(Size.square(1), Size.square(2), Size.square(3), new Size(1, 2), new Size(3, 1));
    private static final List<Padding> PADDINGS = List.of(
            Padding.same(),
            Padding.valid(),
            Padding.of(1),
            Padding.of(2),
            new Padding.Explicit(1, 0, 0, 1),
            new Padding.Explicit(0, 2, 1, 3),
            // The padding that SAME means for an even kernel, and one that it does not.
            new Padding.Explicit(0, 1, 0, 1),
            new Padding.Explicit(1, 1, 0, 1),
            new Padding.Explicit(0, 1, 1, 1));

    private LayerGrid() {}

    static List<LayerCase> all() {
        List<LayerCase> cases = new ArrayList<>();
        windows(cases);
        inputs(cases);
        eachMap(cases);
        vectors(cases);
        several(cases);
        return cases;
    }

    public static List<LayerCase> fitting() {
        return all().stream().filter(LayerCase::fits).toList();
    }

    static Conv2d conv(int filters, Size kernel, Size stride, Padding padding) {
        return new Conv2d(
                filters, kernel, stride, padding, new Initializer.GlorotUniform(), new Initializer.Constant(0.25f));
    }

    static Dense dense(int units) {
        return new Dense(units, new Initializer.GlorotNormal(), new Initializer.Constant(0));
    }

    private static void windows(List<LayerCase> cases) {
        for (Shape map : MAPS) {
            for (Size window : WINDOWS) {
                for (Size stride : STRIDES) {
                    pools(cases, map, window, stride);
                    PADDINGS.forEach(padding -> {
                        cases.add(on(map, conv(2, window, stride, padding)));
                        convolutions(cases, map, window, stride, padding);
                    });
                }
            }
        }
    }

    private static void pools(List<LayerCase> cases, Shape map, Size window, Size stride) {
        for (Padding padding : PADDINGS) {
            if (isNarrow(padding, window)) {
                cases.add(on(map, new MaxPool2d(window, stride, padding)));
                cases.add(on(map, new AvgPool2d(window, stride, padding)));
            }
        }
    }

    private static boolean isNarrow(Padding padding, Size window) {
        return !(padding instanceof Padding.Explicit explicit)
                || (Math.max(explicit.top(), explicit.bottom()) < window.height()
                        && Math.max(explicit.left(), explicit.right()) < window.width());
    }

    private static void convolutions(List<LayerCase> cases, Shape map, Size kernel, Size stride, Padding padding) {
        Initializer drawn = new Initializer.GlorotUniform();
        Size one = Size.square(1);
        cases.add(on(map, new Conv2d(2, kernel, stride, padding, new Size(2, 3), 1, false, drawn, drawn)));
        cases.add(on(map, new Conv2d(4, kernel, stride, padding, one, 2, true, drawn, drawn)));
        cases.add(on(map, new ConvTranspose2d(3, kernel, stride, padding, true, drawn, drawn)));
        cases.add(on(map, new DepthwiseConv2d(2, kernel, stride, padding, true, drawn, drawn)));
    }

    private static void inputs(List<LayerCase> cases) {
        for (Input.Pixels pixels : Input.Pixels.values()) {
            cases.add(new LayerCase(new Input(3, 5, 2, pixels), List.of()));
        }
    }

    private static void eachMap(List<LayerCase> cases) {
        for (Shape map : MAPS) {
            List.of(1, 3, 8).forEach(side -> cases.add(on(map, new Resize(new Size(side, side + 2)))));
            cases.add(on(map, new Resize(new Size(7, 4), Interpolation.NEAREST)));
            cases.add(on(map, new UpSampling2d(new Size(2, 3), Interpolation.NEAREST)));
            cases.add(on(map, new UpSampling2d(Size.square(2), Interpolation.BILINEAR)));
            cases.add(on(map, new ZeroPadding2d(1, 0, 2, 3)));
            cases.add(on(map, new Cropping2d(1, 0, 0, 1)));
            cases.add(on(map, new Cropping2d(2, 2, 1, 2)));
            cases.add(on(map, new LocalResponseNorm(1, 2, 0.5f, 0.75f)));
            cases.add(on(map, new SpatialDropout2d(0.5f)));
            // Some of these fit only maps with certain numbers of channels.
            List.of(1, 2, 3).forEach(groups -> cases.add(on(map, new GroupNorm(groups, 1e-3f))));
            List.of(1, 2).forEach(factor -> cases.add(on(map, new PixelShuffle(factor))));
            cases.add(on(map, new GlobalMaxPool2d()));
            cases.add(on(map, new GlobalAvgPool2d()));
            cases.add(on(map, new Flatten()));
            elementwise().forEach(layer -> cases.add(on(map, layer)));
            // Fits only maps of two channels.
            cases.add(on(map, new Normalize(List.of(0.5f, -0.25f), List.of(0.3f, 2f))));
        }
    }

    private static void vectors(List<LayerCase> cases) {
        cases.add(on(Shape.map(2, 3, 8), new PixelShuffle(2)));
        cases.add(on(Shape.map(3, 1, 18), new PixelShuffle(3)));
        cases.add(on(Shape.map(3, 2, 6), new GroupNorm(2, 1e-3f)));
        Shape vector = Shape.vector(7);
        cases.add(on(vector, dense(3)));
        cases.add(on(vector, dense(1)));
        elementwise().forEach(layer -> cases.add(on(vector, layer)));
    }

    private static void several(List<LayerCase> cases) {
        Shape map = Shape.map(4, 3, 2);
        Shape wider = Shape.map(4, 3, 5);
        Shape vector = Shape.vector(3);
        cases.add(new LayerCase(new Add(), List.of(map, map)));
        cases.add(new LayerCase(new Add(), List.of(vector, vector, vector)));
        cases.add(new LayerCase(new Add(), List.of(map, wider)));
        cases.add(new LayerCase(new Multiply(), List.of(map, map, map)));
        cases.add(new LayerCase(new Multiply(), List.of(map, Shape.map(1, 1, 2))));
        cases.add(new LayerCase(new Multiply(), List.of(vector, vector)));
        cases.add(new LayerCase(new Multiply(), List.of(map, wider)));
        cases.add(new LayerCase(new Concat(), List.of(map, wider, map)));
        cases.add(new LayerCase(new Concat(), List.of(vector, Shape.vector(2))));
        cases.add(new LayerCase(new Concat(), List.of(map, Shape.map(3, 4, 2))));
    }

    private static List<Layer> elementwise() {
        List<Layer> layers = new ArrayList<>(List.of(
                new Dropout(0.25f),
                new DropPath(0.5f),
                new Scale(2, -0.5f),
                ChannelFactor.LAYER,
                new Softmax(),
                new Prelu(0.25f),
                new BatchNorm(0.9f, 1e-3f),
                new LayerNorm(1e-3f)));
        for (Activation.Function function : Activation.Function.values()) {
            layers.add(new Activation(function));
        }
        return layers;
    }

    private static LayerCase on(Shape input, Layer layer) {
        return new LayerCase(layer, List.of(input));
    }
}
