// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.series;

import dev.nin.cli.options.ConfigFile;
import dev.nin.cli.options.ConfigFile.Values;
import dev.nin.cli.options.ImageOptions;
import dev.nin.cli.options.TargetOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;

/**
 * The grid of a sweep: all combinations of the values of the options with lists. The last list varies fastest.
 *
 * @param file the file with the options
 * @param values the values of all options
 */
public record SweepGrid(ConfigFile file, List<Values> values) {
    private static final int MOST_RUNS = 100;

    private static final String SPLIT = "validation-split";

    /** The options that belong to a single run or to several processes. */
    private static final Set<String> REFUSED = Set.of(
            "out",
            "resume",
            "force",
            "export",
            "config",
            "cluster",
            "join-timeout",
            "allow-public",
            "local-processes",
            "restarts",
            "summary",
            "check",
            "folds",
            ImageOptions.FOLD.substring(2),
            ImageOptions.OF_SWEEP.substring(2));

    /** Copies the values. */
    public SweepGrid {
        values = List.copyOf(values);
    }

    /**
     * Reads a grid.
     *
     * @param line the training command, which has the options
     * @throws dev.nin.UserInputException if the file cannot be read, has a key that makes no sense in a sweep, no list,
     *     or too many combinations
     */
    public static SweepGrid read(ConfigFile file, CommandLine line) {
        SweepGrid grid = new SweepGrid(file, file.values(line, REFUSED));
        grid.values.forEach(grid::requireUsable);
        long runs = 1;
        for (Values axis : grid.axes()) {
            runs = Math.min(runs * axis.words().size(), Integer.MAX_VALUE);
        }
        if (grid.axes().isEmpty()) {
            throw file.mistake("no key has a list of values to sweep over; write a line such as \"lr: [0.01, 0.03]\"");
        }
        if (runs > MOST_RUNS) {
            throw file.mistake("the lists have " + runs + " combinations, expected at most " + MOST_RUNS
                    + "; shorten a list, or sweep in several files");
        }
        return grid;
    }

    private void requireUsable(Values option) {
        String key = option.key();
        if (option.isList() && key.equals(SPLIT)) {
            throw file.mistake("the key " + SPLIT
                    + " has a list, but runs are compared by the same validation images; give one value");
        }
        if (key.equals("task") && option.texts().stream().anyMatch(TargetOptions::isNumber)) {
            throw file.mistake("the key task has the number of a process, expected the name of a task; each run of a"
                    + " sweep is one process");
        }
        Set<String> seen = new LinkedHashSet<>();
        for (String text : option.texts()) {
            if (!seen.add(text)) {
                throw file.mistake("the key " + key + " has " + text + " twice; list each value once");
            }
        }
    }

    private List<Values> axes() {
        return values.stream().filter(Values::isList).toList();
    }

    /** Returns the runs of the sweep. */
    public Series series() {
        List<List<String>> arguments = new ArrayList<>(List.of(List.of(ImageOptions.OF_SWEEP)));
        List<Map<String, String>> varied = new ArrayList<>(List.of(Map.of()));
        for (Values option : values) {
            List<List<String>> longer = new ArrayList<>();
            List<Map<String, String>> more = new ArrayList<>();
            for (int run = 0; run < arguments.size(); run++) {
                for (int i = 0; i < option.words().size(); i++) {
                    longer.add(with(arguments.get(run), option.words().get(i)));
                    Map<String, String> values = new LinkedHashMap<>(varied.get(run));
                    if (option.isList()) {
                        values.put(option.key(), option.texts().get(i));
                    }
                    more.add(values);
                }
            }
            arguments = longer;
            varied = more;
        }
        List<String> names = RunNames.of(varied);
        List<SeriesRun> runs = new ArrayList<>();
        for (int run = 0; run < names.size(); run++) {
            runs.add(new SeriesRun(names.get(run), varied.get(run), arguments.get(run)));
        }
        return new Series(Series.Kind.SWEEP, runs);
    }

    private static List<String> with(List<String> arguments, String word) {
        List<String> longer = new ArrayList<>(arguments);
        if (!word.isEmpty()) {
            longer.add(word);
        }
        return longer;
    }
}
