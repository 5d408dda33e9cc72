// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report;

import com.samskivert.mustache.Mustache;
import dev.nin.data.Dataset;
import dev.nin.files.Reasons;
import dev.nin.model.UserInputException;
import dev.nin.task.Task;
import dev.nin.train.ConfusionMatrix;
import dev.nin.train.EpochMetrics;
import dev.nin.train.Evaluator;
import dev.nin.train.Predictions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.tensorflow.proto.ConfigProto;

/**
 * A page that shows a training: {@code report.html}, which holds all it shows, and its pictures as PNG files beside it.
 */
public final class Report {
    /** With more classes, the confusion matrix takes the page's whole width. */
    private static final int MOST_CLASSES_BESIDE = 12;

    /** The page's file. */
    public static final String PAGE = "report.html";

    /** The page's file and the pictures' that may lie beside it. */
    public static final List<String> FILES =
            List.of(PAGE, "curves.png", "confusion.png", "mistakes.png", "evidence.png", "features.png", "filters.png");

    private Report() {}

    /**
     * Writes the page and its pictures.
     *
     * @param folder where to
     * @param run what is reported
     * @param session what sessions are told
     * @throws UserInputException if the folder cannot be written
     */
    public static void write(Path folder, TrainedRun run, ConfigProto session) {
        Dataset test = run.test();
        Predictions predictions;
        Task task = Task.classification(run.checkpoint().labels());
        try (Evaluator evaluator = new Evaluator(run.checkpoint().spec(), task, session)) {
            evaluator.load(run.checkpoint().weights());
            predictions = evaluator.predict(test);
        }
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure("curves", Charts.curves(run.epochs())));
        figures.add(new Figure("confusion", Charts.confusion(predictions.confusion())));
        try (NetworkViews views = new NetworkViews(run.checkpoint(), session)) {
            Figures pictures = new Figures(views, test, predictions);
            List.of(pictures.mistakes(), pictures.evidence(), pictures.features(), pictures.filters())
                    .forEach(each -> each.ifPresent(figures::add));
        }
        try {
            for (Figure figure : figures) {
                Files.write(folder.resolve(figure.name() + ".png"), figure.png());
            }
            Files.writeString(folder.resolve(PAGE), page(run, predictions, figures));
        } catch (IOException e) {
            throw new UserInputException(
                    "the report cannot be written to " + folder + " (" + Reasons.of(e) + "); make room", e);
        }
    }

    private static String page(TrainedRun run, Predictions predictions, List<Figure> figures) {
        ConfusionMatrix confusion = predictions.confusion();
        Map<String, Object> values = new HashMap<>();
        figures.forEach(figure -> values.put(figure.name(), figure.dataUri()));
        // One by one, so that they stand below each other on a phone.
        values.put(
                "accuracy", new Figure("accuracy", Charts.accuracy(run.epochs()).picture()).dataUri());
        values.put("loss", new Figure("loss", Charts.loss(run.epochs()).picture()).dataUri());
        values.put("hasValidation", run.epochs().get(0).validation().isPresent());
        values.put("title", run.title());
        values.put("facts", facts(run, predictions, confusion));
        values.put("classes", classes(confusion));
        values.put("hasFewClasses", confusion.classes().size() <= MOST_CLASSES_BESIDE);
        values.put("epochs", run.epochs().stream().map(Report::epoch).toList());
        values.put("model", run.checkpoint().spec().summary().toString());
        values.put("description", run.description());
        return Mustache.compiler().defaultValue("").compile(template()).execute(values);
    }

    private static List<Map<String, Object>> facts(TrainedRun run, Predictions predictions, ConfusionMatrix confusion) {
        int top = Math.min(3, confusion.classes().size());
        double seconds =
                run.epochs().stream().mapToDouble(EpochMetrics::seconds).sum();
        double speed = run.epochs().stream()
                .mapToDouble(EpochMetrics::imagesPerSecond)
                .average()
                .orElse(0);
        return List.of(
                fact("test accuracy", share(confusion.accuracy())),
                fact("among the first " + top, share(predictions.topAccuracy(top))),
                fact("macro F1", share(confusion.macroF1())),
                fact(
                        "parameters",
                        String.format(
                                Locale.ROOT,
                                "%,d",
                                run.checkpoint().spec().summary().parameters())),
                fact("images a second", String.format(Locale.ROOT, "%.0f", speed)),
                fact("minutes", String.format(Locale.ROOT, "%.1f", seconds / 60)));
    }

    private static Map<String, Object> fact(String name, String value) {
        return Map.of("name", name, "value", value);
    }

    private static List<Map<String, Object>> classes(ConfusionMatrix confusion) {
        return IntStream.range(0, confusion.classes().size())
                .<Map<String, Object>>mapToObj(label -> Map.of(
                        "name", confusion.classes().get(label),
                        "precision", share(confusion.precision(label)),
                        "recall", share(confusion.recall(label)),
                        "f1", share(confusion.f1(label)),
                        "images",
                                confusion.counts().get(label).stream()
                                        .mapToInt(Integer::intValue)
                                        .sum()))
                .toList();
    }

    private static Map<String, Object> epoch(EpochMetrics epoch) {
        return Map.of(
                "epoch", epoch.epoch(),
                "trainLoss", share(epoch.train().loss()),
                "trainAccuracy", share(epoch.train().accuracy()),
                "validationLoss",
                        epoch.validation().map(each -> share(each.loss())).orElse(""),
                "validationAccuracy",
                        epoch.validation().map(each -> share(each.accuracy())).orElse(""),
                "testLoss", share(epoch.test().loss()),
                "testAccuracy", share(epoch.test().accuracy()),
                "rate", String.format(Locale.ROOT, "%.2g", epoch.learningRate()),
                "speed", String.format(Locale.ROOT, "%.0f", epoch.imagesPerSecond()));
    }

    private static String share(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    /** Read from within the module, where its resources are visible. */
    private static String template() {
        try (InputStream resource = Objects.requireNonNull(Report.class.getResourceAsStream("report.mustache"))) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the resource report.mustache cannot be read", e);
        }
    }
}
