// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.augment;

import dev.nin.UserInputException;
import java.util.SplittableRandom;

/**
 * A random crop that is resized to the model's input size (Szegedy et al. 2015, Inception). It is drawn as in
 * torchvision's RandomResizedCrop: up to ten draws of an area and an aspect ratio until the window fits into the image;
 * otherwise the largest central window with an allowed aspect ratio.
 *
 * @param minArea the minimum share of the image's area
 * @param maxArea the maximum share of the image's area
 * @param minAspect the minimum width divided by height
 * @param maxAspect the maximum width divided by height
 */
public record ResizedCrop(double minArea, double maxArea, double minAspect, double maxAspect) {
    /** 8 to 100 % of the image's area, and an aspect ratio of 3/4 to 4/3. */
    public static final ResizedCrop DEFAULT = new ResizedCrop(0.08, 1, 3.0 / 4, 4.0 / 3);

    private static final int TRIES = 10;

    /**
     * @throws UserInputException if a range is empty, an area is not above 0 and at most 1, or an aspect ratio is not
     *     above 0
     */
    public ResizedCrop {
        if (!(minArea > 0 && minArea <= maxArea && maxArea <= 1)) {
            throw new UserInputException("the crop's area is " + minArea + " to " + maxArea
                    + " of the image, expected a range above 0 and at most 1, such as 0.08 to 1");
        }
        if (!(minAspect > 0 && minAspect <= maxAspect && Double.isFinite(maxAspect))) {
            throw new UserInputException("the crop's aspect ratio is " + minAspect + " to " + maxAspect
                    + ", expected a range above 0, such as 0.75 to 1.33");
        }
    }

    /**
     * Creates a crop with the usual aspect ratios, up to the whole area.
     *
     * @param minArea the minimum share of the image's area
     * @return the crop
     * @throws UserInputException if the share is not above 0 and at most 1
     */
    public static ResizedCrop ofArea(double minArea) {
        return new ResizedCrop(minArea, DEFAULT.maxArea, DEFAULT.minAspect, DEFAULT.maxAspect);
    }

    CropWindow window(int height, int width, SplittableRandom random) {
        CropWindow whole = CropWindow.whole(height, width);
        for (int i = 0; i < TRIES; i++) {
            double area = (double) height * width * between(minArea, maxArea, random);
            double aspect = StrictMath.exp(between(StrictMath.log(minAspect), StrictMath.log(maxAspect), random));
            double rows = Math.rint(Math.sqrt(area / aspect));
            double columns = Math.rint(Math.sqrt(area * aspect));
            if (rows >= 1 && rows <= height && columns >= 1 && columns <= width) {
                int top = random.nextInt(height - (int) rows + 1);
                int left = random.nextInt(width - (int) columns + 1);
                return new CropWindow(top, left, (int) rows, (int) columns);
            }
        }
        return central(whole);
    }

    private CropWindow central(CropWindow whole) {
        int height = whole.height();
        int width = whole.width();
        double aspect = (double) width / height;
        if (aspect < minAspect) {
            height = (int) Math.max(1, Math.min(height, Math.rint(width / minAspect)));
        } else if (aspect > maxAspect) {
            width = (int) Math.max(1, Math.min(width, Math.rint(height * maxAspect)));
        }
        return new CropWindow((whole.height() - height) / 2, (whole.width() - width) / 2, height, width);
    }

    private static double between(double least, double greatest, SplittableRandom random) {
        return least + (greatest - least) * random.nextDouble();
    }
}
