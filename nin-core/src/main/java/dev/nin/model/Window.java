// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

/** The arithmetic of a kernel or pooling window that moves over a feature map. */
final class Window {
    private Window() {}

    /**
     * Returns the output height and width of a window of the given size that moves over the input.
     *
     * @param what the window's name in a message: kernel or window
     * @throws InvalidModelException if the window does not fit into the input
     */
    static Size output(String what, Shape input, Size size, Size stride, Padding padding) {
        if (padding instanceof Padding.Explicit explicit) {
            long height = (long) input.height() + explicit.top() + explicit.bottom();
            long width = (long) input.width() + explicit.left() + explicit.right();
            if (height > Integer.MAX_VALUE || width > Integer.MAX_VALUE) {
                throw new InvalidModelException("the input " + input + " would be padded to " + height + "×" + width
                        + ", expected at most " + Integer.MAX_VALUE + " on a side");
            }
            if (size.height() > height || size.width() > width) {
                String padded = padding.equals(Padding.valid()) ? "" : " padded to " + height + "×" + width;
                throw new InvalidModelException("the " + what + " " + size + " does not fit the input " + input + padded
                        + "; use a larger image or a smaller " + what);
            }
            return new Size((int) ((height - size.height()) / stride.height() + 1), (int)
                    ((width - size.width()) / stride.width() + 1));
        }
        return new Size(ceilDiv(input.height(), stride.height()), ceilDiv(input.width(), stride.width()));
    }

    /** Rejects padding as wide as the window, where a window would pool nothing but padding. */
    static void requireNarrow(Padding padding, Size window) {
        if (padding instanceof Padding.Explicit explicit) {
            boolean narrow = Math.max(explicit.top(), explicit.bottom()) < window.height()
                    && Math.max(explicit.left(), explicit.right()) < window.width();
            if (!narrow) {
                throw new InvalidModelException("the padding " + padding + " is as wide as the window " + window
                        + "; use less padding than the window has pixels");
            }
        }
    }

    private static int ceilDiv(int dividend, int divisor) {
        return (dividend - 1) / divisor + 1;
    }
}
