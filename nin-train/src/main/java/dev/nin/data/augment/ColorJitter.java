// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.augment;

import dev.nin.UserInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Random changes of brightness, contrast, saturation and hue in random order, as in torchvision's ColorJitter. A
 * strength of 0.4 draws factors between 0.6 and 1.4; 0 changes nothing.
 *
 * @param brightness strength of the change of brightness; no factor is below 0
 * @param contrast strength of the change of contrast
 * @param saturation strength of the change of saturation
 * @param hue the maximum shift of the hue in either direction, as a share of the color circle, 0 to 0.5
 */
public record ColorJitter(double brightness, double contrast, double saturation, double hue) {
    /** No change. */
    public static final ColorJitter NONE = new ColorJitter(0, 0, 0, 0);

    /** Brightness, contrast and saturation of strength 0.4, without a change of hue. */
    public static final ColorJitter DEFAULT = new ColorJitter(0.4, 0.4, 0.4, 0);

    /** @throws UserInputException if a strength is negative or infinite, or the hue is not between 0 and 0.5 */
    public ColorJitter {
        check("brightness", brightness);
        check("contrast", contrast);
        check("saturation", saturation);
        if (!(hue >= 0 && hue <= 0.5)) {
            throw new UserInputException("the jitter's hue is " + hue + ", expected 0 to 0.5, such as 0.1");
        }
    }

    private static void check(String name, double strength) {
        if (!(strength >= 0) || !Double.isFinite(strength)) {
            throw new UserInputException(
                    "the jitter's " + name + " is " + strength + ", expected at least 0, such as 0.4");
        }
    }

    /** Draws four factors, then an order of the four changes; nothing if all strengths are 0. */
    List<ImageChange> draw(SplittableRandom random) {
        if (equals(NONE)) {
            return List.of();
        }
        List<ImageChange> changes = new ArrayList<>();
        changes.add(Tones.brightness(factor(brightness, random)));
        changes.add(Tones.contrast(factor(contrast, random)));
        changes.add(Colors.saturation(factor(saturation, random)));
        changes.add(Colors.hue(hue * (2 * random.nextDouble() - 1)));
        for (int i = changes.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            ImageChange change = changes.get(i);
            changes.set(i, changes.get(other));
            changes.set(other, change);
        }
        return changes;
    }

    private static double factor(double strength, SplittableRandom random) {
        double least = Math.max(0, 1 - strength);
        return least + (1 + strength - least) * random.nextDouble();
    }
}
