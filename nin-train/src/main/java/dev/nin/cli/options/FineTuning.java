// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.options;

import dev.nin.UserInputException;
import dev.nin.dsl.FeatureMap;
import dev.nin.model.BatchNorm;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.optimizer.LayerRates;
import dev.nin.task.Target.Kind;
import dev.nin.train.Trainer;
import dev.nin.weights.MatchedWeights;
import dev.nin.weights.hub.Download;
import dev.nin.zoo.Network;
import dev.nin.zoo.Pretrained;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The fine-tuning of a pretrained network with a new head, as requested on the command line.
 *
 * @param network the network
 * @param given the file of its weights, if one is given
 * @param freeze all but the head, a stage's name for all up to it, or none
 * @param rateDecay the factor of the learning rate from one stage to the one before it
 */
public record FineTuning(Network network, Optional<Path> given, String freeze, double rateDecay) {
    static final String ALL = "all";
    static final String NONE = "none";

    /** The last stage, which is randomly initialized. */
    private static final String HEAD = "head";

    private static final double DROPOUT = 0.2;

    /** Returns the requested fine-tuning; empty without a pretrained network. */
    static Optional<FineTuning> of(NetworkOptions options, TaskOptions task) {
        StartOptions start = options.start();
        Optional<PretrainedNetwork> network = options.pretrained();
        if (network.isEmpty()) {
            start.requireUnused();
            return Optional.empty();
        }
        Kind kind = task.kind();
        if (kind == Kind.MASK || kind == Kind.IMAGE) {
            throw new UserInputException("a pretrained network predicts classes, tags or values, expected such a "
                    + "--task; omit --pretrained for maps");
        }
        Preset preset = options.preset();
        return Optional.of(new FineTuning(
                Network.named(network.get().name()),
                network.get().file(),
                start.freeze().orElse(NONE),
                start.rateDecay()
                        .orElse(preset.fineTuning()
                                .map(Preset.FineTuned::rateDecay)
                                .orElse(1.0))));
    }

    /** Returns whether only the head is trained. */
    boolean isHeadOnly() {
        return freeze.equals(ALL);
    }

    /**
     * Returns the network with a head of the given number of outputs, frozen as requested. Its batch normalization
     * always keeps the published statistics: statistics of a few images per step are worse than those of a million.
     */
    ModelSpec model(FeatureMap in, int outputs) {
        ModelSpec model = network.backbone(in)
                .globalAvgPool()
                .dropout(DROPOUT)
                .dense(outputs)
                .named(HEAD)
                .build(network.title());
        Set<String> normalizations = model.nodes().stream()
                .filter(node -> node.layer() instanceof BatchNorm)
                .map(Node::name)
                .collect(Collectors.toSet());
        if (freeze.equals(NONE)) {
            return model.frozen(normalizations::contains);
        }
        Map<String, List<String>> stages = network.stages(model);
        List<String> names = new ArrayList<>(stages.keySet());
        String last = isHeadOnly() ? names.get(names.size() - 2) : freeze;
        List<String> nodes = last.equals(HEAD) ? null : stages.get(last);
        if (nodes == null) {
            throw new UserInputException("--freeze " + freeze + " is not a stage of " + network.title()
                    + ", expected all, none or one of " + String.join(", ", names.subList(0, names.size() - 1)));
        }
        Set<String> frozen = model.frozenUpTo(Set.of(nodes.get(nodes.size() - 1))).nodes().stream()
                .filter(Node::frozen)
                .map(Node::name)
                .collect(Collectors.toSet());
        return model.frozen(node -> frozen.contains(node) || normalizations.contains(node));
    }

    /** Returns the rates of the model's layers: full for the head, decreasing toward the image. */
    public LayerRates rates(ModelSpec model) {
        if (rateDecay == 1) {
            return LayerRates.SAME;
        }
        List<List<String>> groups = new ArrayList<>(network.stages(model).values());
        Collections.reverse(groups);
        return LayerRates.decaying(groups, rateDecay);
    }

    /**
     * Returns published weights for all layers but the head.
     *
     * @throws UserInputException if the file cannot be read, or belongs to another network
     */
    public MatchedWeights weights(Path file, ModelSpec model) {
        return Pretrained.weights(network.title(), model, file);
    }

    /** Returns the weights file: the given one, or the published one, downloaded if missing. */
    public Path file(Download.Progress progress) {
        return given.orElseGet(() -> Pretrained.file(network.title(), progress));
    }

    /**
     * Returns a trainer that starts from the weights. It first trains the head alone, unless only the head is trained.
     */
    public Trainer start(Trainer trainer, MatchedWeights weights, Preset preset) {
        Trainer started = trainer.pretrained(weights.weights());
        return isHeadOnly()
                ? started
                : preset.fineTuning()
                        .map(each -> started.headFirst(each.head()))
                        .orElse(started);
    }
}
