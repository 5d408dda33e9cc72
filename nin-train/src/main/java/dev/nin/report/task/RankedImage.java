// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.task;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * An image that represents a part of the test images.
 *
 * @param image its number
 * @param rank its rank by quality among all images, such as median
 * @param quality the model's quality on it
 */
record RankedImage(int image, String rank, double quality) {
    /**
     * Returns the worst image, the best one and three evenly spaced between them; fewer if there are few images.
     *
     * @param qualities the model's quality on each image; NaN for ignored images
     * @return the images, the worst first
     */
    static List<RankedImage> spread(double[] qualities) {
        List<Integer> order = IntStream.range(0, qualities.length)
                .filter(image -> !Double.isNaN(qualities[image]))
                .boxed()
                .sorted(Comparator.comparingDouble(image -> qualities[image]))
                .toList();
        int last = order.size() - 1;
        Map<Integer, String> names = new LinkedHashMap<>();
        names.put(0, "worst");
        names.putIfAbsent(last, "best");
        names.putIfAbsent(last / 2, "median");
        names.putIfAbsent(last / 4, "lower quartile");
        names.putIfAbsent(last * 3 / 4, "upper quartile");
        return names.entrySet().stream()
                .filter(each -> each.getKey() <= last && each.getKey() >= 0)
                .sorted(Map.Entry.comparingByKey())
                .map(each -> {
                    int image = order.get(each.getKey());
                    return new RankedImage(image, each.getValue(), qualities[image]);
                })
                .toList();
    }
}
