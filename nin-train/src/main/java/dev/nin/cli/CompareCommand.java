// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import dev.nin.report.ComparisonChart;
import dev.nin.train.progress.EpochMetrics;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code compare} command, which shows runs side by side. */
@Command(name = "compare", description = "Compares runs in a table and a chart.")
final class CompareCommand implements Runnable {
    private static final int LONGEST_NAME = 40;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", arity = "1..*", description = "Folders of training runs, such as runs/latest.")
    private List<Path> folders = List.of();

    @Option(names = "--chart", paramLabel = "FILE.png", description = "The chart's file. Default: compare.png.")
    private Path chart = Path.of("compare.png");

    @Override
    public void run() {
        List<RecordedRun> runs = folders.stream().map(RecordedRun::read).toList();
        List<String> names = names();
        Map<String, List<EpochMetrics>> curves = new LinkedHashMap<>();
        for (int i = 0; i < runs.size(); i++) {
            curves.put(names.get(i), runs.get(i).epochs());
        }
        spec.commandLine().getOut().print(new RunTable(names, runs));
        ComparisonChart.write(chart, curves);
        spec.commandLine().getOut().println("chart: " + chart);
    }

    /** Returns the folders' names if they are unique, else more of their paths, else with numbers. */
    private List<String> names() {
        List<Path> paths = folders.stream()
                .map(folder -> folder.toAbsolutePath().normalize())
                .toList();
        int longest = paths.stream().mapToInt(Path::getNameCount).max().orElse(1);
        for (int parts = 1; parts <= longest; parts++) {
            int wanted = parts;
            List<String> names = paths.stream().map(path -> end(path, wanted)).toList();
            if (Set.copyOf(names).size() == names.size()) {
                return names;
            }
        }
        return IntStream.range(0, paths.size())
                .mapToObj(i -> (i + 1) + " " + end(paths.get(i), 1))
                .toList();
    }

    private static String end(Path path, int parts) {
        int count = path.getNameCount();
        String end = count == 0
                ? path.toString()
                : path.subpath(Math.max(0, count - parts), count).toString();
        return end.length() <= LONGEST_NAME ? end : "..." + end.substring(end.length() - LONGEST_NAME + 3);
    }
}
