// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.zoo;

import com.google.common.base.Splitter;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The 1,000 classes of the ImageNet challenge 2012 (Russakovsky et al. 2015), which published weights predict, in the
 * order of WordNet's identifiers.
 */
public final class ImageNet {
    private static final String TABLE = "imagenet.tsv";
    private static final List<String> IDENTIFIERS = column(0);
    private static final List<String> LABELS = column(1);

    private ImageNet() {}

    /**
     * Returns the classes' names.
     *
     * @return 1,000 different names, such as tench
     */
    public static List<String> labels() {
        return LABELS;
    }

    /**
     * Returns the classes' identifiers, which are also the names of ImageNet's folders.
     *
     * @return the identifiers in the order of {@link #labels}, such as n01440764
     */
    public static List<String> identifiers() {
        return IDENTIFIERS;
    }

    private static List<String> column(int place) {
        Splitter tabs = Splitter.on('\t');
        try {
            return Resources.readLines(Resources.getResource(ImageNet.class, TABLE), StandardCharsets.UTF_8).stream()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> tabs.splitToList(line).get(place))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
