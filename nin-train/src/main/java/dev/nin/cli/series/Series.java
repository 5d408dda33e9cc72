// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.series;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nin.cli.run.SealedJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The description of a series.
 *
 * @param kind its purpose
 * @param runs its runs, in the order in which they are trained
 */
public record Series(Kind kind, List<SeriesRun> runs) {
    /** The purposes of series. */
    public enum Kind {
        /** Runs with different options. The best one is looked for, by each run's best epoch. */
        SWEEP("Sweep"),
        /**
         * Runs with different validation images. Their average is looked for, by the last epoch: the best one would be
         * chosen by the images that judge it.
         */
        FOLDS("Cross-validation");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /** Copies the runs. */
    public Series {
        runs = List.copyOf(runs);
    }

    /**
     * Returns the runs of a cross-validation.
     *
     * @param count the number of folds
     * @param arguments the arguments of the training, with the number of folds and without the folder
     * @param option the option that gives the number of the run's fold
     */
    public static Series folds(int count, List<String> arguments, String option) {
        return new Series(
                Kind.FOLDS,
                IntStream.rangeClosed(1, count)
                        .mapToObj(fold -> {
                            List<String> words = new ArrayList<>(arguments);
                            words.add(option + "=" + fold);
                            return new SeriesRun("fold-" + fold, Map.of(), words);
                        })
                        .toList());
    }

    /** Returns the description as sealed JSON. */
    String json() {
        ObjectNode series = new JsonMapper().createObjectNode().put("kind", kind.name());
        for (SeriesRun run : runs) {
            ObjectNode node = series.withArray("/runs").addObject().put("name", run.name());
            ObjectNode varied = node.putObject("varied");
            run.varied().forEach(varied::put);
            run.arguments().forEach(node.putArray("arguments")::add);
        }
        return SealedJson.seal(series);
    }
}
