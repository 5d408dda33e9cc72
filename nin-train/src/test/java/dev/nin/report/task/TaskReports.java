// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.task;

import dev.nin.checkpoint.Checkpoint;
import dev.nin.data.Dataset;
import dev.nin.data.ImageShape;
import dev.nin.data.TargetImages;
import dev.nin.model.ModelSpec;
import dev.nin.report.Report;
import dev.nin.report.TrainedRun;
import dev.nin.task.output.Goals;
import dev.nin.train.Trainer;
import dev.nin.train.config.TrainingConfig;
import dev.nin.train.evaluation.Evaluator;
import dev.nin.train.progress.EpochMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.tensorflow.proto.ConfigProto;

/** Reports of trainings of one epoch, and their models' outputs. */
final class TaskReports {
    private TaskReports() {}

    /** A page with its inputs. */
    record Shown(Path folder, String page, Checkpoint checkpoint, Dataset images) {
        float[][] answers(String name) {
            try (Evaluator evaluator = Evaluator.of(checkpoint, ConfigProto.getDefaultInstance())) {
                return evaluator.answers(images, name);
            }
        }

        List<byte[]> bytes(String name) {
            try (Evaluator evaluator = Evaluator.of(checkpoint, ConfigProto.getDefaultInstance())) {
                List<byte[]> all = new ArrayList<>();
                evaluator.bytes(images, name, (each, image) -> all.add(each));
                return all;
            }
        }

        double measured(String metric) {
            try (Evaluator evaluator = Evaluator.of(checkpoint, ConfigProto.getDefaultInstance())) {
                return evaluator.evaluate(images).value(metric);
            }
        }

        /** Returns the pictures next to the page, by their paths. */
        List<String> pictures() throws IOException {
            try (Stream<Path> files = Files.walk(folder)) {
                return files.map(file -> folder.relativize(file).toString())
                        .filter(file -> file.endsWith(".png"))
                        .sorted()
                        .toList();
            }
        }
    }

    static Shown write(Path folder, ModelSpec spec, Goals goals, Dataset images) throws IOException {
        List<EpochMetrics> epochs = new ArrayList<>();
        Checkpoint trained = Trainer.of(spec, goals)
                .data(images, images)
                .config(TrainingConfig.builder().epochs(1).batch(8).seed(1).build())
                .listeners((epoch, checkpoint) -> epochs.add(epoch))
                .run();
        Report.write(
                folder,
                new TrainedRun("a run", "a model", trained, epochs, images, "{}"),
                ConfigProto.getDefaultInstance());
        return new Shown(folder, Files.readString(folder.resolve(Report.PAGE)), trained, images);
    }

    /** Noise. */
    static TargetImages noise(int count, ImageShape shape) {
        byte[] pixels = new byte[count * shape.bytes()];
        new Random(9).nextBytes(pixels);
        return TargetImages.of(shape, pixels);
    }

    /** Returns a row of a table on the page: numbers with four decimals, or a dash. */
    static String row(String name, Object... cells) {
        StringBuilder row = new StringBuilder("<tr><td>" + name + "</td>");
        for (Object cell : cells) {
            row.append("<td>")
                    .append(cell instanceof Double number ? shown(number) : cell)
                    .append("</td>");
        }
        return row.append("</tr>").toString();
    }

    private static String shown(double number) {
        return Double.isNaN(number) ? "–" : String.format(Locale.ROOT, "%.4f", number);
    }
}
