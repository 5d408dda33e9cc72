// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.plan;

import dev.nin.cli.options.Models;
import dev.nin.cli.options.TrainOptions;
import dev.nin.cli.screen.LoadingLine;
import dev.nin.cli.screen.Terminal;
import dev.nin.data.Dataset;
import dev.nin.data.ImageSets;
import dev.nin.data.listing.ClassCounts;
import dev.nin.data.source.DataOptions;
import dev.nin.data.source.DataSource;
import dev.nin.model.ModelSpec;
import dev.nin.train.config.TrainingConfig;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The data selected on a command line, and the model that fits it.
 *
 * @param sets the images
 * @param model the model
 * @param input how images become the model's input, as text
 * @param notes remarks on the data, one per line
 * @param skipped the files that were left out, one per line
 */
public record FoundData(ImageSets sets, ModelSpec model, String input, List<String> notes, List<String> skipped)
        implements AutoCloseable {
    /**
     * Finds the data, checks its files and opens it.
     *
     * @param seed determines which images are set aside
     * @param share share of the training images to set aside for choosing the best epoch, 0 for none
     * @param out shows the progress of the search, on a terminal
     * @param found called when the files are found, before any image is decoded
     */
    public static FoundData of(TrainOptions options, long seed, double share, PrintWriter out, Runnable found) {
        try (LoadingLine line = new LoadingLine(Terminal.of(out))) {
            DataSource source = find(options, line, found);
            Models models = Models.of(options, source);
            ImageSets all = source.open(models.stored())
                    .limit(options.images().trainLimit(), options.images().testLimit());
            try {
                ImageSets sets = options.images().validated(all, share, seed);
                List<String> notes = new ArrayList<>(source.notes());
                notes.addAll(ClassCounts.notes(sets));
                fewPhotos(options, sets.train()).ifPresent(notes::add);
                return new FoundData(sets, models.model(sets.train()), input(models), notes, source.skipped());
            } catch (RuntimeException | Error e) {
                all.close();
                throw e;
            }
        }
    }

    private static DataSource find(TrainOptions options, LoadingLine line, Runnable found) {
        try {
            return DataSource.find(
                    options.data(),
                    options.task()
                            .applied(DataOptions.DEFAULT
                                    .withBadFiles(options.images().badFiles())
                                    .withProgress(line)));
        } finally {
            found.run();
        }
    }

    /** Returns how training differs for few photos, if it does. */
    private static Optional<String> fewPhotos(TrainOptions options, Dataset train) {
        TrainingConfig config = options.config(train);
        if (config.equals(options.config())) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "few photos: batches of %d, a rate of %s that rises for %s epochs (--batch, --lr, --warmup)",
                config.batch(),
                config.learningRate().rate(),
                config.learningRate().warmUp()));
    }

    private static String input(Models models) {
        int side = models.size().side();
        String stored = models.stored().height() == side && models.stored().width() == side
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", resized from %d×%d",
                        models.stored().height(),
                        models.stored().width());
        return side + "×" + side + " (" + models.size().reason() + ")" + stored;
    }

    @Override
    public void close() {
        sets.close();
    }
}
