// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.drawing;

/**
 * A place in the drawing.
 *
 * @param x pixels from the left
 * @param y pixels from the top
 */
record Point(double x, double y) {}
