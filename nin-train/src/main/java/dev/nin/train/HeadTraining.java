// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import dev.nin.UserInputException;
import dev.nin.model.ModelSpec;
import dev.nin.train.config.Augmentation;
import dev.nin.train.config.TrainingConfig;
import dev.nin.train.progress.EpochMetrics;
import dev.nin.train.replica.SingleReplica;
import dev.nin.weights.Weights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The training of the layers without given weights, before all layers are trained. */
final class HeadTraining {
    private HeadTraining() {}

    /** Refuses a training without layers to train, or with augmentation. */
    static void require(TrainingSetup setup, TrainingConfig head) {
        if (!head.augmentation().equals(Augmentation.NONE)) {
            throw new UserInputException("headFirst has the augmentation " + head.augmentation()
                    + ", expected none, since the frozen layers' output is computed once per image");
        }
        Weights given = setup.weights.orElseThrow(() -> new UserInputException(
                "headFirst trains the layers that have no weights, but none were given; call pretrained(...) first"));
        if (nodes(setup.spec, given, false).isEmpty()) {
            throw new UserInputException("headFirst trains the layers that have no weights, but all of \""
                    + setup.spec.name() + "\" have some; leave it out, or leave the head's weights out");
        }
    }

    /**
     * Trains these layers. Each of several processes does so by itself, with the same result; the chief's weights are
     * distributed when they start.
     *
     * @param start a value for each parameter, with the head's freshly initialized
     * @param seed the attempt's seed
     */
    static Weights trained(TrainingSetup setup, TrainingConfig head, Weights start, long seed) {
        Set<String> given = nodes(setup.spec, setup.weights.orElseThrow(), true);
        List<EpochMetrics> epochs = new ArrayList<>();
        TrainingSetup alone = setup.with(copy -> {
            copy.spec = setup.spec.frozenUpTo(given);
            copy.weights = Optional.of(start);
            copy.head = Optional.empty();
            copy.config = head.toBuilder().seed(seed).build();
            copy.listeners = List.of((metrics, checkpoint) -> epochs.add(metrics));
            copy.replica = new SingleReplica();
        });
        try (TrainingRun run = new TrainingRun(alone, 0)) {
            run.begin(weights -> weights);
            Weights trained = run.train(true).orElseThrow().weights();
            setup.listeners.forEach(listener -> listener.headTrained(epochs));
            return trained;
        }
    }

    /** Returns the nodes whose parameters all have a value, or those that lack one. */
    private static Set<String> nodes(ModelSpec spec, Weights given, boolean whole) {
        Map<String, Boolean> nodes = new HashMap<>();
        spec.parameters().keySet().forEach(name -> {
            String node = name.substring(0, name.lastIndexOf('/'));
            nodes.merge(node, given.names().contains(name), Boolean::logicalAnd);
        });
        return nodes.entrySet().stream()
                .filter(node -> node.getValue() == whole)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
