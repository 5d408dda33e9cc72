// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.task;

import dev.nin.report.calibration.CalibrationView;
import dev.nin.report.page.Gallery;
import dev.nin.report.page.Numbers;
import dev.nin.report.page.Section;
import dev.nin.report.page.Table;
import dev.nin.report.picture.Figure;
import dev.nin.task.Classification;
import dev.nin.task.Task;
import dev.nin.train.evaluation.ConfusionMatrix;
import dev.nin.train.evaluation.Predictions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The report on a classifier: confusion matrix, calibration, worst mistakes, and the evidence for each class.
 *
 * @param predictions its predictions for the test images
 * @param confusion the confusion matrix of the predictions
 * @param calibration the calibration of the predictions
 * @param figures its pictures
 */
record ClassifierView(
        Predictions predictions, ConfusionMatrix confusion, CalibrationView calibration, ClassifierFigures figures) {
    private static final String EVIDENCE_IS_A_PIXEL =
            " The network's maps of evidence for each class have one pixel at this image size, so there is nothing to "
                    + "see in them; with larger images, such as those of the presets seed and best, the report shows "
                    + "them too.";

    static ClassifierView of(TestedOutput output, NetworkViews views) {
        OutputImages images = OutputImages.of(output);
        Predictions predictions = output.evaluator().predict(images, output.answer("probabilities"));
        return new ClassifierView(
                predictions,
                predictions.confusion(),
                CalibrationView.of(predictions, temperature(output.task())),
                new ClassifierFigures(views, output.name(), images, predictions));
    }

    private static double temperature(Task task) {
        return ((Classification) task.base()).temperature();
    }

    Map<String, String> facts() {
        int top = Math.min(3, confusion.classes().size());
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("test accuracy", Numbers.fixed(confusion.accuracy()));
        facts.put("top-" + top + " accuracy", Numbers.fixed(predictions.topAccuracy(top)));
        facts.put("macro F1", Numbers.fixed(confusion.macroF1()));
        facts.put("expected calibration error", Numbers.fixed(calibration.error()));
        return facts;
    }

    List<Section> sections() {
        List<Section> sections = new ArrayList<>(List.of(confused(), calibration.section()));
        figures.mistakes()
                .map(figure -> Section.of(
                        "The worst mistakes",
                        "The misclassified test images with the highest confidence.",
                        Gallery.wide(figure, "Mistakes")))
                .ifPresent(sections::add);
        figures.evidence()
                .map(figure -> Section.of(
                        "Evidence for each class",
                        "The output of the last block before global pooling: a map for each class, whose mean is the "
                                + "class's logit (Lin, Chen and Yan 2014, figure 4). Each row has one scale; bright "
                                + "regions support the class. The last row is the worst mistake.",
                        Gallery.wide(figure, "Class evidence maps")))
                .ifPresent(sections::add);
        figures.heats().map(this::seen).ifPresent(sections::add);
        return sections;
    }

    private Section seen(Gallery heats) {
        return Section.of(
                "Regions that support the predicted class",
                "Grad-CAM (Selvaraju et al. 2017) over the image, for some correctly classified images and the worst "
                        + "mistakes: the last feature map, " + figures.heatMap() + ", with each channel weighted by "
                        + "how much it raises the predicted class's logit, enlarged to the image. Each heat map has its "
                        + "own scale; bright regions support the class."
                        + (figures.isEvidenceAPixel() ? EVIDENCE_IS_A_PIXEL : ""),
                heats);
    }

    private Section confused() {
        List<String> classes = confusion.classes();
        Figure chart = new Figure(
                "confusion", ConfusionChart.draw("True class by predicted class", classes, "0", confusion.counts()));
        Table table = new Table(
                List.of("class", "precision", "recall", "F1", "images"),
                IntStream.range(0, classes.size()).mapToObj(this::row).toList());
        return new Section(
                "Confusion matrix",
                "",
                List.of(Gallery.wide(chart, "Confusion matrix")),
                table,
                ConfusionChart.isNarrow(classes));
    }

    private List<String> row(int label) {
        int images = confusion.counts().get(label).stream()
                .mapToInt(Integer::intValue)
                .sum();
        return List.of(
                confusion.classes().get(label),
                Numbers.fixed(confusion.precision(label)),
                Numbers.fixed(confusion.recall(label)),
                Numbers.fixed(confusion.f1(label)),
                Integer.toString(images));
    }
}
