// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.mask;

import dev.nin.data.augment.CropWindow;
import dev.nin.model.Input;
import dev.nin.task.Target;

/** Fits masks into a model's input as {@code dev.nin.image} fits images, but with nearest-neighbor sampling. */
final class NearestFit {
    private NearestFit() {}

    /** Fits a whole mask; padding becomes {@link Target#NOTHING}. */
    static byte[] whole(MaskImage mask, Input input) {
        double[] factors =
                input.fit().factors((double) input.height() / mask.height(), (double) input.width() / mask.width());
        return mask.at(
                places(input.height(), factors[0], mask.height()),
                places(input.width(), factors[1], mask.width()),
                Target.NOTHING);
    }

    /** Stretches a window of a mask to the input size. */
    static byte[] window(MaskImage mask, CropWindow window, Input input) {
        int[] rows = places(input.height(), (double) input.height() / window.height(), window.height());
        int[] columns = places(input.width(), (double) input.width() / window.width(), window.width());
        for (int row = 0; row < rows.length; row++) {
            rows[row] += window.top();
        }
        for (int column = 0; column < columns.length; column++) {
            columns[column] += window.left();
        }
        return mask.at(rows, columns, Target.NOTHING);
    }

    /**
     * Returns for each new place the old pixel that covers its center, or -1 for outside. The centers of both coincide.
     */
    private static int[] places(int count, double scale, int before) {
        int[] places = new int[count];
        for (int i = 0; i < count; i++) {
            double place = Math.floor((i + 0.5 - count / 2.0) / scale + before / 2.0);
            places[i] = place >= 0 && place < before ? (int) place : -1;
        }
        return places;
    }
}
