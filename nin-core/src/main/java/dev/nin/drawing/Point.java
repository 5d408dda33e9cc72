// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.drawing;

/**
 * A point in the drawing.
 *
 * @param x distance from the left in pixels
 * @param y distance from the top in pixels
 */
record Point(double x, double y) {}
