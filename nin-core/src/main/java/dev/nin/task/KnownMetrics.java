// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.task;

import dev.nin.UserInputException;
import dev.nin.metric.Metric;
import dev.nin.metric.Metrics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The metrics that a kind of task knows by name, and their form in files. */
final class KnownMetrics {
    private static final String METRICS = "metrics";
    private static final String TOP = "top_";

    private final String kind;
    private final Map<String, Metric> byName = new LinkedHashMap<>();

    KnownMetrics(String kind, Metric... metrics) {
        this.kind = kind;
        for (Metric metric : metrics) {
            byName.put(metric.name(), metric);
        }
    }

    /** Returns the metrics with the given names, in that order. */
    List<Metric> of(String... names) {
        return Stream.of(names)
                .map(name -> find(name)
                        .orElseThrow(() -> new UserInputException(kind + " has no metric \"" + name
                                + "\", expected one of " + byName.keySet()
                                + "; or pass a custom Metric to measured(...)")))
                .toList();
    }

    /** Returns the metrics that a file names; an application's custom metrics are skipped. */
    List<Metric> read(TaskSettings settings, List<Metric> otherwise) {
        return settings.has(METRICS)
                ? settings.texts(METRICS).stream()
                        .flatMap(name -> find(name).stream())
                        .toList()
                : otherwise;
    }

    /** Returns the settings, with the names of the metrics if they are not the default ones. */
    static TaskSettings write(TaskSettings settings, List<Metric> metrics, List<Metric> otherwise) {
        return metrics.equals(otherwise)
                ? settings
                : settings.with(METRICS, metrics.stream().map(Metric::name).toList());
    }

    /** Finds a metric by name; top_5 may have any other number. */
    private Optional<Metric> find(String name) {
        if (byName.containsKey(TOP + 5) && name.matches(TOP + "[1-9]\\d{0,5}")) {
            return Optional.of(Metrics.topAccuracy(Integer.parseInt(name.substring(TOP.length()))));
        }
        return Optional.ofNullable(byName.get(name));
    }
}
