// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import java.util.Arrays;

/** Muon's orthogonalization in double precision, as in its description (Jordan et al. 2024). */
final class ReferenceOrthogonalization {
    private ReferenceOrthogonalization() {}

    /** Returns five iterations of x = (3.4445 + (2.0315 xxᵀ - 4.7750) xxᵀ) x, from a matrix of norm 1. */
    static double[][] of(double[][] matrix) {
        double norm = Math.sqrt(Arrays.stream(matrix)
                .flatMapToDouble(Arrays::stream)
                .map(x -> x * x)
                .sum());
        double[][] x = combined(1 / norm, matrix, 0, matrix);
        for (int i = 0; i < 5; i++) {
            double[][] square = product(x, transposed(x));
            double[][] inner = combined(-4.7750, square, 2.0315, product(square, square));
            x = combined(3.4445, x, 1, product(inner, x));
        }
        return x;
    }

    private static double[][] combined(double a, double[][] x, double b, double[][] y) {
        double[][] sum = new double[x.length][x[0].length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x[0].length; j++) {
                sum[i][j] = a * x[i][j] + b * y[i][j];
            }
        }
        return sum;
    }

    private static double[][] transposed(double[][] x) {
        double[][] transposed = new double[x[0].length][x.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x[0].length; j++) {
                transposed[j][i] = x[i][j];
            }
        }
        return transposed;
    }

    private static double[][] product(double[][] x, double[][] y) {
        double[][] product = new double[x.length][y[0].length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < y[0].length; j++) {
                for (int k = 0; k < y.length; k++) {
                    product[i][j] += x[i][k] * y[k][j];
                }
            }
        }
        return product;
    }
}
