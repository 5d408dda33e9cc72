// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.augment;

import dev.nin.UserInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * RandAugment (Cubuk et al. 2020): random operations from a list of fourteen, all of one magnitude, with torchvision's
 * list and ranges. Geometric operations use bilinear interpolation and a black background.
 *
 * @param operations number of operations drawn independently for each image; 0 for none
 * @param magnitude strength of the operations, 0 to 30
 */
public record RandAugment(int operations, int magnitude) {
    /** No operation. */
    public static final RandAugment NONE = new RandAugment(0, 0);

    /** Two operations of magnitude 9. */
    public static final RandAugment DEFAULT = new RandAugment(2, 9);

    private static final int GREATEST = 30;

    /** @throws UserInputException if the number is negative or the magnitude is not between 0 and 30 */
    public RandAugment {
        if (operations < 0) {
            throw new UserInputException(
                    "RandAugment's number of operations is " + operations + ", expected at least 0, such as 2");
        }
        if (magnitude < 0 || magnitude > GREATEST) {
            throw new UserInputException(
                    "RandAugment's magnitude is " + magnitude + ", expected 0 to " + GREATEST + ", such as 9");
        }
    }

    /** Draws the kind of each operation, then its sign, even if it has none. */
    List<ImageChange> draw(SplittableRandom random) {
        List<ImageChange> changes = new ArrayList<>();
        for (int i = 0; i < operations; i++) {
            Operation operation = Operation.ALL.get(random.nextInt(Operation.ALL.size()));
            double sign = random.nextBoolean() ? 1 : -1;
            changes.add(operation.change(magnitude / (double) GREATEST, sign));
        }
        return changes;
    }

    /** The operations; at magnitude 0 only the last two change anything. */
    enum Operation {
        IDENTITY,
        SHEAR_X,
        SHEAR_Y,
        TRANSLATE_X,
        TRANSLATE_Y,
        ROTATE,
        BRIGHTNESS,
        COLOR,
        CONTRAST,
        SHARPNESS,
        POSTERIZE,
        SOLARIZE,
        AUTO_CONTRAST,
        EQUALIZE;

        static final List<Operation> ALL = List.of(values());

        private static final double SHEAR = 0.3;
        /** The paper's 150 of 331 pixels. */
        private static final double TRANSLATION = 150.0 / 331;

        private static final double DEGREES = 30;
        private static final double FACTOR = 0.9;
        private static final int FEWER_BITS = 4;

        /**
         * Returns the operation at a strength.
         *
         * @param strength the strength, 0 to 1
         * @param sign 1 or -1, for operations that have one
         */
        ImageChange change(double strength, double sign) {
            double signed = strength * sign;
            return switch (this) {
                case IDENTITY -> image -> {};
                case SHEAR_X -> AffineChange.shear(SHEAR * signed, 0);
                case SHEAR_Y -> AffineChange.shear(0, SHEAR * signed);
                case TRANSLATE_X -> AffineChange.translation(TRANSLATION * signed, 0);
                case TRANSLATE_Y -> AffineChange.translation(0, TRANSLATION * signed);
                case ROTATE -> AffineChange.rotation(DEGREES * signed);
                case BRIGHTNESS -> Tones.brightness(1 + FACTOR * signed);
                case COLOR -> Colors.saturation(1 + FACTOR * signed);
                case CONTRAST -> Tones.contrast(1 + FACTOR * signed);
                case SHARPNESS -> new Sharpness(1 + FACTOR * signed);
                case POSTERIZE -> Tones.posterize(8 - (int) Math.rint(FEWER_BITS * strength));
                case SOLARIZE -> Tones.solarize(256 * (1 - strength));
                case AUTO_CONTRAST -> Tones::stretch;
                case EQUALIZE -> Tones::equalize;
            };
        }
    }
}
