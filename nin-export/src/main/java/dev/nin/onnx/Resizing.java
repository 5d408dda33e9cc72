// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.onnx;

import dev.nin.model.Interpolation;
import dev.nin.model.Shape;
import dev.nin.model.Size;
import dev.nin.onnx.format.Attribute;
import java.util.List;

/** Adds the resizing of feature maps with half-pixel centers. */
final class Resizing {
    private static final int HEIGHT = 2;
    private static final int WIDTH = 3;

    private Resizing() {}

    static String add(Scope scope, String map, Shape from, Size to, Interpolation interpolation) {
        boolean isUnchanged = to.equals(new Size(from.height(), from.width()));
        // An area of one pixel, and all other interpolations at a pixel's center, are the pixel itself.
        if (isUnchanged) {
            return map;
        }
        return switch (interpolation) {
            case BILINEAR -> resize(scope, map, from, to, "linear", "half_pixel");
            case NEAREST -> isMultiple(from, to) ? repeated(scope, map, from, to) : nearest(scope, map, from, to);
            case BICUBIC ->
                weighted(
                        scope,
                        map,
                        ResizeWeights.bicubic(from.height(), to.height()),
                        ResizeWeights.bicubic(from.width(), to.width()));
            case AREA ->
                weighted(
                        scope,
                        map,
                        ResizeWeights.area(from.height(), to.height()),
                        ResizeWeights.area(from.width(), to.width()));
        };
    }

    private static boolean isMultiple(Shape from, Size to) {
        return to.height() % from.height() == 0 && to.width() % from.width() == 0;
    }

    private static String repeated(Scope scope, String map, Shape from, Size to) {
        return resize(scope, map, from, to, "nearest", "asymmetric");
    }

    private static String resize(Scope scope, String map, Shape from, Size to, String mode, String coordinates) {
        float[] scales = {1, 1, scale(from.height(), to.height()), scale(from.width(), to.width())};
        return scope.add(
                "Resize",
                List.of(map, "", scope.tensor("scales", List.of(4L), scales)),
                Attribute.of("mode", mode),
                Attribute.of("coordinate_transformation_mode", coordinates),
                Attribute.of("nearest_mode", "floor"));
    }

    /** Returns the scale for which readers compute exactly the wanted size, which they round down. */
    private static float scale(int from, int to) {
        float scale = (float) to / from;
        while ((int) (scale * from) < to || (double) scale * from < to) {
            scale = Math.nextUp(scale);
        }
        return scale;
    }

    /** Adds the nearest pixels by their numbers, since ONNX rounds those in the middle of two pixels differently. */
    private static String nearest(Scope scope, String map, Shape from, Size to) {
        String rows = scope.integers("rows", ResizeWeights.nearest(from.height(), to.height()));
        String columns = scope.integers("columns", ResizeWeights.nearest(from.width(), to.width()));
        String cut = scope.add("Gather", List.of(map, rows), Attribute.of("axis", HEIGHT));
        return scope.add("Gather", List.of(cut, columns), Attribute.of("axis", WIDTH));
    }

    /** Adds an interpolation as products with matrices, which ONNX does not have, or weights differently. */
    private static String weighted(Scope scope, String map, ResizeWeights rows, ResizeWeights columns) {
        String vertical = scope.tensor("rows", List.of((long) rows.to(), (long) rows.from()), rows.values());
        String horizontal =
                scope.tensor("columns", List.of((long) columns.from(), (long) columns.to()), columns.transposed());
        return scope.add("MatMul", List.of(vertical, scope.add("MatMul", List.of(map, horizontal))));
    }
}
