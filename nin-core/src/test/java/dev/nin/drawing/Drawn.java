// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.drawing;

import dev.nin.model.Activation;
import dev.nin.model.Add;
import dev.nin.model.Conv2d;
import dev.nin.model.Initializer;
import dev.nin.model.Input;
import dev.nin.model.Layer;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.model.Padding;
import dev.nin.model.Size;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Models for drawing tests. */
final class Drawn {
    private static final Layer RELU = new Activation(Activation.Function.RELU);

    private Drawn() {}

    /** Returns two branches, one of them longer, and a skip past both. */
    static ModelSpec branches() {
        return new ModelSpec(
                "branches",
                List.of(
                        image(),
                        new Node("stem", conv(), List.of("images")),
                        new Node("short", RELU, List.of("stem")),
                        new Node("long_1", RELU, List.of("stem")),
                        new Node("long_2", conv(), List.of("long_1")),
                        new Node("joined", new Add(), List.of("short", "long_2", "stem")),
                        new Node("out", RELU, List.of("joined"))),
                List.of("out"));
    }

    static ModelSpec chain(int layers) {
        List<Node> nodes = new ArrayList<>(List.of(image()));
        for (int i = 0; i < layers; i++) {
            nodes.add(new Node("relu_" + i, RELU, List.of(last(nodes))));
        }
        return new ModelSpec("chain", nodes, List.of(last(nodes)));
    }

    /** Returns nodes that each read one or several earlier ones at any distance. */
    static ModelSpec random(long seed) {
        Random random = new Random(seed);
        List<Node> nodes = new ArrayList<>(List.of(image()));
        Set<String> unread = new HashSet<>(Set.of("images"));
        int count = 2 + random.nextInt(40);
        for (int i = 0; i < count; i++) {
            Set<String> inputs = new TreeSet<>();
            for (int edge = 0; edge <= random.nextInt(3); edge++) {
                int back = 1 + random.nextInt(random.nextBoolean() ? 2 : nodes.size());
                inputs.add(nodes.get(Math.max(0, nodes.size() - back)).name());
            }
            unread.removeAll(inputs);
            String name = "n" + i;
            nodes.add(new Node(name, inputs.size() > 1 ? new Add() : RELU, List.copyOf(inputs)));
            unread.add(name);
        }
        return new ModelSpec("random", nodes, List.copyOf(new TreeSet<>(unread)));
    }

    /** Returns two chains on one image; their order alternates from row to row. */
    static ModelSpec towers(int layers) {
        List<Node> nodes = new ArrayList<>(List.of(image()));
        for (int i = 0; i < layers; i++) {
            for (String tower : i % 2 == 0 ? List.of("a", "b") : List.of("b", "a")) {
                nodes.add(new Node(tower + i, RELU, List.of(i == 0 ? "images" : tower + (i - 1))));
            }
        }
        nodes.add(new Node("sum", new Add(), List.of("a" + (layers - 1), "b" + (layers - 1))));
        return new ModelSpec("towers", nodes, List.of("sum"));
    }

    /** Returns a chain in which the last node reads all others. */
    static ModelSpec allReadByTheLast(int layers) {
        List<Node> nodes = new ArrayList<>(chain(layers).nodes());
        nodes.add(new Node("sum", new Add(), nodes.stream().map(Node::name).toList()));
        return new ModelSpec("sums", nodes, List.of("sum"));
    }

    private static Node image() {
        return new Node("images", new Input(8, 8, 1, Input.Pixels.UINT8), List.of());
    }

    private static Conv2d conv() {
        return new Conv2d(
                1,
                Size.square(3),
                Size.square(1),
                Padding.same(),
                new Initializer.HeNormal(),
                new Initializer.Constant(0));
    }

    private static String last(List<Node> nodes) {
        return nodes.get(nodes.size() - 1).name();
    }
}
