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

/** The metrics that a kind of task has by name, and how its files keep them. */
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

    /** The metrics of some names, in that order. */
    List<Metric> of(String... names) {
        return Stream.of(names)
                .map(name -> find(name)
                        .orElseThrow(() -> new UserInputException(kind + " has no metric \"" + name
                                + "\", expected one of " + byName.keySet()
                                + "; or give measured(...) a Metric of your own")))
                .toList();
    }

    /** Those that a file names; one that an application made itself is not in it. */
    List<Metric> read(TaskSettings settings, List<Metric> otherwise) {
        return settings.has(METRICS)
                ? settings.texts(METRICS).stream()
                        .flatMap(name -> find(name).stream())
                        .toList()
                : otherwise;
    }

    /** Settings with the names of metrics that are not the usual ones. */
    static TaskSettings write(TaskSettings settings, List<Metric> metrics, List<Metric> otherwise) {
        return metrics.equals(otherwise)
                ? settings
                : settings.with(METRICS, metrics.stream().map(Metric::name).toList());
    }

    /** Of top_5, any other number will do as well. */
    private Optional<Metric> find(String name) {
        if (byName.containsKey(TOP + 5) && name.matches(TOP + "[1-9]\\d{0,5}")) {
            return Optional.of(Metrics.topAccuracy(Integer.parseInt(name.substring(TOP.length()))));
        }
        return Optional.ofNullable(byName.get(name));
    }
}
