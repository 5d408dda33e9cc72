// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.series;

import dev.nin.checkpoint.RunLayout;
import dev.nin.cli.process.LocalTasks;
import dev.nin.cli.process.StopSignals;
import dev.nin.report.Report;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Trains the runs of a series one after the other, each in a process of its own. */
public final class SeriesTraining {
    private static final int USER_ERROR = 2;
    private static final int FAILURE = 1;
    private static final int LONGEST_PREFIX = 32;

    private final Series series;
    private final SeriesFolder folder;
    private final List<String> program;
    private final PrintWriter out;
    private final PrintWriter err;

    /** @param program the command line that starts a training, without its arguments */
    public SeriesTraining(Series series, SeriesFolder folder, List<String> program, PrintWriter out, PrintWriter err) {
        this.series = series;
        this.folder = folder;
        this.program = List.copyOf(program);
        this.out = out;
        this.err = err;
    }

    /** Trains the runs that are not finished, and shows all; returns the exit code. */
    public int run() {
        try (StopSignals signals = StopSignals.listen()) {
            int number = 0;
            for (SeriesRun run : series.runs()) {
                number++;
                if (folder.isFinished(run)) {
                    out.println("run " + run.name() + " is finished");
                    continue;
                }
                out.println("run " + number + " of " + series.runs().size() + ": " + run.name());
                folder.awaitWriter(run);
                int code = LocalTasks.runAlone(words(run), prefix(run), signals::exitCode, out, err);
                if (signals.exitCode().isPresent()) {
                    out.println("stopped: continue with the same command and --out " + folder.path());
                    return signals.exitCode().getAsInt();
                }
                if (code != 0 && !folder.isDiverged(run)) {
                    out.println(
                            "run " + run.name() + " failed: continue with the same command and --out " + folder.path());
                    return code == USER_ERROR ? USER_ERROR : FAILURE;
                }
                results().ifPresent(results -> results.write(folder.path()));
            }
            results()
                    .ifPresentOrElse(
                            this::show, () -> err.println("warning: all runs diverged; lower the learning rate"));
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILURE;
        }
    }

    private void show(SeriesResults results) {
        results.write(folder.path());
        out.print(results);
        out.println("report: " + folder.path().resolve(Report.PAGE));
    }

    private List<String> words(SeriesRun run) {
        Path path = folder.path(run);
        List<String> words = new ArrayList<>(program);
        if (Files.exists(new RunLayout(path).description())) {
            words.addAll(List.of("--resume", path.toString()));
        } else {
            words.addAll(run.arguments());
            words.addAll(List.of("--out", path.toString()));
        }
        return words;
    }

    private static String prefix(SeriesRun run) {
        String name = run.name();
        return name.length() <= LONGEST_PREFIX ? name : name.substring(0, LONGEST_PREFIX - 3) + "...";
    }

    /** Returns the results of the finished runs; empty if there are none. */
    private Optional<SeriesResults> results() {
        List<SeriesRun> finished =
                series.runs().stream().filter(folder::isFinished).toList();
        List<RunResult> results = finished.stream()
                .filter(run -> !folder.isDiverged(run))
                .map(run -> RunResult.read(run, folder.path(run), series.kind()))
                .toList();
        return results.isEmpty()
                ? Optional.empty()
                : Optional.of(new SeriesResults(
                        series,
                        results,
                        finished.stream().filter(folder::isDiverged).toList()));
    }
}
