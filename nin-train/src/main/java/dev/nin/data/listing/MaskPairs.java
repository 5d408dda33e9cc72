// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.listing;

import dev.nin.UserInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Matches images with masks in another folder at the same path, with any extension. */
final class MaskPairs {
    private static final int SHOWN = 20;

    private final ImageWalk walk;
    private int unused;
    private String unusedExample = "";

    MaskPairs(ImageWalk walk) {
        this.walk = walk;
    }

    /**
     * Returns the images of a folder, each with its mask.
     *
     * @param images the folder of images
     * @param imagePrefix the prefix of the images' names
     * @param masks the folder of masks
     * @param maskPrefix the prefix of the masks' names
     * @throws UserInputException if an image has no mask or two masks, or there is no image
     */
    List<ImageFile> match(Path images, String imagePrefix, Path masks, String maskPrefix) {
        Map<String, ImageFile> unusedMasks = byStem(masks, maskPrefix);
        Map<String, ImageFile> all = Map.copyOf(unusedMasks);
        List<ImageFile> matched = new ArrayList<>();
        List<String> without = new ArrayList<>();
        for (ImageFile image : walk.imagesBelow(images, imagePrefix)) {
            String stem = stem(image, imagePrefix);
            ImageFile mask = all.get(stem);
            if (mask == null) {
                without.add(image.name());
            } else {
                matched.add(image.withMask(new MaskFile(mask.path(), mask.name())));
                unusedMasks.remove(stem);
            }
        }
        if (!without.isEmpty()) {
            throw new UserInputException(without.size() + " of " + (matched.size() + without.size()) + " images in "
                    + images + " have no mask: " + Shown.first(without, SHOWN)
                    + "; expected masks of the same names in " + masks);
        }
        if (matched.isEmpty()) {
            throw new UserInputException(images + " has no image, expected images; add some or remove the folder");
        }
        noteUnused(unusedMasks);
        return matched;
    }

    private Map<String, ImageFile> byStem(Path masks, String prefix) {
        Map<String, ImageFile> byStem = new HashMap<>();
        for (ImageFile mask : walk.imagesBelow(masks, prefix)) {
            ImageFile earlier = byStem.putIfAbsent(stem(mask, prefix), mask);
            if (earlier != null) {
                throw new UserInputException(masks + " has both " + earlier.name() + " and " + mask.name()
                        + ", expected one mask for an image; remove one");
            }
        }
        return byStem;
    }

    private void noteUnused(Map<String, ImageFile> masks) {
        unused += masks.size();
        masks.values().stream()
                .map(ImageFile::name)
                .filter(name -> unusedExample.isEmpty() || name.compareTo(unusedExample) < 0)
                .forEach(name -> unusedExample = name);
    }

    /** Returns notes on masks without an image. */
    List<String> notes() {
        return switch (unused) {
            case 0 -> List.of();
            case 1 -> List.of("the mask " + unusedExample + " has no image and is ignored");
            default -> List.of(unused + " masks have no image and are ignored, such as " + unusedExample);
        };
    }

    private static String stem(ImageFile file, String prefix) {
        String name = file.name().substring(prefix.length());
        int dot = name.lastIndexOf('.');
        return dot > name.lastIndexOf('/') ? name.substring(0, dot) : name;
    }
}
