// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.verification;

import dev.nin.graph.Reasons;
import dev.nin.model.UserInputException;
import dev.nin.serving.Predictor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.tensorflow.proto.ConfigProto;

/** Images in folders named by their labels, to ask a model for. */
public final class LabeledFolder {
    private static final int BATCH = 64;

    private LabeledFolder() {}

    /**
     * Classifies all images.
     *
     * @param folder a folder of one folder of images a class
     * @param model a version's folder, or a model's
     * @return one line that says how many are classified as their folder is named
     * @throws UserInputException if there are no images, or one cannot be decoded
     */
    public static String accuracy(Path folder, Path model, ConfigProto config) {
        int right = 0;
        int all = 0;
        try (Predictor predictor = Predictor.open(model, config)) {
            for (Path label : children(folder)) {
                List<Path> images = Files.isDirectory(label) ? children(label) : List.of();
                for (int from = 0; from < images.size(); from += BATCH) {
                    List<Path> batch = images.subList(from, Math.min(images.size(), from + BATCH));
                    String expected = label.getFileName().toString();
                    right += (int) predictor.predictFiles(batch).stream()
                            .filter(prediction -> prediction.label().equals(expected))
                            .count();
                }
                all += images.size();
            }
        }
        if (all == 0) {
            throw new UserInputException("--data " + folder + " holds no images, expected a folder of them for each "
                    + "label, named by it");
        }
        return String.format(Locale.ROOT, "accuracy on %d images of %s: %.4f", all, folder, (double) right / all);
    }

    private static List<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> !child.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UserInputException(
                    "--data " + folder + " cannot be listed (" + Reasons.of(e) + "); name a folder of one folder of "
                            + "images a class",
                    e);
        }
    }
}
