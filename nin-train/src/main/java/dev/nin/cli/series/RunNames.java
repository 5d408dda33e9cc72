// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.series;

import com.google.common.base.Ascii;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The names of the runs of a sweep, which are also names of folders. */
final class RunNames {
    private static final int LONGEST = 60;
    private static final String NUMBER = "run-";

    private RunNames() {}

    /**
     * Returns names such as lr=0.03,batch=32, or numbers if such names would be too long or equal.
     *
     * @param varied the varied options of each run
     */
    static List<String> of(List<Map<String, String>> varied) {
        List<String> names = varied.stream().map(RunNames::name).toList();
        // Some file systems do not distinguish upper and lower case.
        boolean areUnique = names.stream().map(Ascii::toLowerCase).distinct().count() == names.size();
        if (areUnique && names.stream().allMatch(name -> name.length() <= LONGEST)) {
            return names;
        }
        return IntStream.rangeClosed(1, names.size())
                .mapToObj(number -> NUMBER + number)
                .toList();
    }

    /** Returns whether a run is named by its number. */
    static boolean isNumber(SeriesRun run) {
        return run.name().startsWith(NUMBER);
    }

    private static String name(Map<String, String> varied) {
        return varied.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().replaceAll("[^A-Za-z0-9._+-]", "_"))
                .collect(Collectors.joining(","));
    }
}
