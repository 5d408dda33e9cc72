// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.config;

import com.google.common.base.Splitter;
import com.google.common.primitives.Doubles;
import com.google.common.primitives.Ints;
import dev.nin.InvalidSettingException;
import dev.nin.data.augment.ImageAugmentation;
import org.jspecify.annotations.Nullable;

/** The command-line names of augmentations, some with a number after a colon, such as {@code flip,shift:4}. */
final class AugmentationNames {
    private static final String SETTING = "augmentation";
    private static final int FLIP_SHIFT = 2;

    private AugmentationNames() {}

    static Augmentation parse(String names) {
        Augmentation all = Augmentation.NONE;
        for (String name : Splitter.on(',').trimResults().split(names)) {
            int colon = name.indexOf(':');
            all = colon < 0 ? with(all, name) : with(all, name, name.substring(0, colon), name.substring(colon + 1));
        }
        return all;
    }

    private static Augmentation with(Augmentation before, String name) {
        return switch (name) {
            case "flip" -> before.withFlip();
            case "flip-shift" -> before.withFlip().withShift(FLIP_SHIFT);
            default -> {
                if (!ImageAugmentation.NAMES.contains(name)) {
                    throw unknown(name);
                }
                yield before.withImages(before.images().with(name));
            }
        };
    }

    private static Augmentation with(Augmentation before, String given, String name, String number) {
        return switch (name) {
            case "shift" -> before.withShift(pixels(given, number));
            case "cutout" -> before.withCutout(pixels(given, number));
            case "mix-up" -> before.withMixUp(share(given, number));
            default -> throw unknown(given);
        };
    }

    private static int pixels(String given, String number) {
        @Nullable Integer pixels = Ints.tryParse(number);
        if (pixels == null || pixels < 1) {
            throw new InvalidSettingException(SETTING, "is " + given + ", expected a number of pixels of at least 1");
        }
        return pixels;
    }

    private static double share(String given, String number) {
        @Nullable Double share = Doubles.tryParse(number);
        if (share == null || !(share > 0 && Double.isFinite(share))) {
            throw new InvalidSettingException(SETTING, "is " + given + ", expected a number above 0, such as 0.2");
        }
        return share;
    }

    private static InvalidSettingException unknown(String name) {
        return new InvalidSettingException(
                SETTING,
                name + " is not known, expected none, flip, flip-shift, shift:N, cutout:N, mix-up:X, resized-crop, "
                        + "rotate, jitter or randaugment, joined by commas");
    }
}
