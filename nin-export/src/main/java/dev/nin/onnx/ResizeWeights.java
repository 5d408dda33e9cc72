// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.onnx;

/** The weights of the pixels along one axis in each pixel of a resized image, as TensorFlow computes them. */
final class ResizeWeights {
    /** Weights of TensorFlow's bicubic interpolation are looked up for this many positions between two pixels. */
    private static final int POSITIONS = 1024;

    private static final float SHARPNESS = -0.5f;

    private final int from;
    private final int to;
    private final float[] values;

    private ResizeWeights(int from, int to) {
        this.from = from;
        this.to = to;
        this.values = new float[from * to];
    }

    /** Returns the numbers of the pixels at the centers of the new ones. */
    static long[] nearest(int from, int to) {
        float scale = (float) from / to;
        long[] pixels = new long[to];
        for (int x = 0; x < to; x++) {
            pixels[x] = Math.min((long) Math.floor((x + 0.5f) * scale), from - 1);
        }
        return pixels;
    }

    /** Returns the means over the areas of the new pixels. */
    static ResizeWeights area(int from, int to) {
        ResizeWeights weights = new ResizeWeights(from, to);
        float scale = (float) from / to;
        for (int x = 0; x < to; x++) {
            float begin = x * scale;
            float end = (x + 1) * scale;
            for (int pixel = (int) Math.floor(begin); pixel < (int) Math.ceil(end); pixel++) {
                float part = Math.min(pixel + 1, end) - Math.max(pixel, begin);
                weights.values[x * from + Math.min(pixel, from - 1)] += part / scale;
            }
        }
        return weights;
    }

    /** Returns Keys's cubic interpolation (1981), normalized where pixels are missing at the border. */
    static ResizeWeights bicubic(int from, int to) {
        ResizeWeights weights = new ResizeWeights(from, to);
        float scale = (float) from / to;
        for (int x = 0; x < to; x++) {
            float center = (x + 0.5f) * scale - 0.5f;
            int left = (int) Math.floor(center);
            float position = (float) Math.rint((center - left) * POSITIONS) / POSITIONS;
            float[] four = {outer(position), inner(position), inner(1 - position), outer(1 - position)};
            float sum = 0;
            for (int i = 0; i < four.length; i++) {
                sum += isInside(left - 1 + i, from) ? four[i] : 0;
            }
            for (int i = 0; i < four.length; i++) {
                if (isInside(left - 1 + i, from)) {
                    weights.values[x * from + left - 1 + i] = four[i] / sum;
                }
            }
        }
        return weights;
    }

    private static boolean isInside(int pixel, int from) {
        return pixel >= 0 && pixel < from;
    }

    /** Returns the weight of a pixel at a distance of at most 1. */
    private static float inner(float distance) {
        return ((SHARPNESS + 2) * distance - (SHARPNESS + 3)) * distance * distance + 1;
    }

    /** Returns the weight of the next pixel, at a distance greater by 1. */
    private static float outer(float distance) {
        float far = distance + 1;
        return ((SHARPNESS * far - 5 * SHARPNESS) * far + 8 * SHARPNESS) * far - 4 * SHARPNESS;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** Returns the matrix (to, from). */
    float[] values() {
        return values.clone();
    }

    /** Returns the matrix (from, to). */
    float[] transposed() {
        float[] transposed = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            transposed[i % from * to + i / from] = values[i];
        }
        return transposed;
    }
}
