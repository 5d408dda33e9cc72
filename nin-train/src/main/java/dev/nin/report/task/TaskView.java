// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.task;

import dev.nin.checkpoint.Checkpoint;
import dev.nin.data.Dataset;
import dev.nin.metric.Score;
import dev.nin.report.page.Numbers;
import dev.nin.report.page.Section;
import dev.nin.task.Classification;
import dev.nin.task.MultiLabel;
import dev.nin.task.Reconstruction;
import dev.nin.task.Regression;
import dev.nin.task.Segmentation;
import dev.nin.task.Task;
import dev.nin.task.output.Goals;
import dev.nin.train.evaluation.Evaluator;
import dev.nin.train.progress.Evaluation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.proto.ConfigProto;

/**
 * The report on a model's results on the test images.
 *
 * @param facts the key figures, by name
 * @param sections the page's sections
 */
public record TaskView(Map<String, String> facts, List<Section> sections) {
    /**
     * Runs a model on the test images.
     *
     * @param checkpoint the model
     * @param test the test images
     * @param session the configuration of sessions
     * @return the sections of each output by its task, then those of the network
     */
    public static TaskView of(Checkpoint checkpoint, Dataset test, ConfigProto session) {
        try (Evaluator evaluator = Evaluator.of(checkpoint, session);
                NetworkViews views = new NetworkViews(checkpoint, session)) {
            Goals goals = checkpoint.goals();
            NetworkSections network = new NetworkSections(views, test);
            TestedOutput first = new TestedOutput(checkpoint.spec(), goals, 0, evaluator, test);
            if (first.isOnly() && first.task().base() instanceof Classification) {
                ClassifierView classifier = ClassifierView.of(first, views);
                List<Section> sections = new ArrayList<>(classifier.sections());
                sections.addAll(network.sections(classifier.figures().example()));
                return new TaskView(classifier.facts(), sections);
            }
            List<Section> sections = new ArrayList<>();
            for (int i = 0; i < goals.goals().size(); i++) {
                TestedOutput output = new TestedOutput(checkpoint.spec(), goals, i, evaluator, test);
                for (Section section : sections(output, views)) {
                    sections.add(output.isOnly() ? section : section.ofOutput(output.name()));
                }
            }
            sections.addAll(network.sections(0));
            return new TaskView(facts(evaluator.evaluate(test)), sections);
        }
    }

    private static Map<String, String> facts(Evaluation tested) {
        Map<String, String> facts = new LinkedHashMap<>();
        for (Score score : tested.scores()) {
            facts.put("test " + score.name().replace('_', ' '), Numbers.fixed(score.value()));
        }
        facts.put("test loss", Numbers.fixed(tested.loss()));
        return facts;
    }

    /** Returns no sections for a task unknown to this library. */
    private static List<Section> sections(TestedOutput output, NetworkViews views) {
        Task task = output.task().base();
        if (task instanceof Classification) {
            return ClassifierView.of(output, views).sections();
        }
        if (task instanceof MultiLabel tags) {
            return TagsView.of(output, tags).sections();
        }
        if (task instanceof Regression values) {
            return ValuesView.of(output, values).sections();
        }
        if (task instanceof Segmentation classes) {
            return MasksView.of(output, classes).sections();
        }
        return task instanceof Reconstruction ? new ReconstructionView(output).sections() : List.of();
    }
}
