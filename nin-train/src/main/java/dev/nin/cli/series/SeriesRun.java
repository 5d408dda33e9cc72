// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.series;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run of a series.
 *
 * @param name its name and that of its folder
 * @param varied the values of the options that vary in the series, by their names
 * @param arguments the arguments of its training, except the folder
 */
public record SeriesRun(String name, Map<String, String> varied, List<String> arguments) {
    /** Copies the values. */
    public SeriesRun {
        varied = Collections.unmodifiableMap(new LinkedHashMap<>(varied));
        arguments = List.copyOf(arguments);
    }
}
