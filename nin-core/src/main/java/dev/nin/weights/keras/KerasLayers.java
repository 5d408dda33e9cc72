// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.keras;

import com.google.common.collect.ImmutableMap;
import dev.nin.weights.format.DamagedFileException;
import dev.nin.weights.format.StoredTensor;
import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The layers of a Keras file. Keras 2 lists them and their arrays in attributes, in the model's order. Keras 3 has a
 * group for each layer, such as layers/conv2d_3, with a group {@code vars} of numbered arrays, whose attribute may hold
 * the layer's name. Links to other locations and files are not followed.
 */
final class KerasLayers {
    private static final int DEEPEST = 24;
    private static final int MOST_NODES = 200_000;
    private static final String VARIABLES = "vars";
    /** Groups that hold no weights. */
    private static final Set<String> PASSED_OVER = Set.of("optimizer", "metrics", "seed_generator", "normalization");
    /** The arrays of a normalization layer that adapts to the data. */
    private static final Set<String> STATISTICS = Set.of("mean", "variance", "count");

    private final Map<String, List<StoredTensor>> tensors = new LinkedHashMap<>();
    private final Map<String, Dataset> datasets = new HashMap<>();
    private final Map<String, String> aliases = new LinkedHashMap<>();
    private final boolean isOrdered;
    private int nodes;

    private KerasLayers(boolean isOrdered) {
        this.isOrdered = isOrdered;
    }

    static KerasLayers of(HdfFile file) throws DamagedFileException {
        Group root = file.getChild("model_weights") instanceof Group inner ? inner : file;
        List<String> names = texts(root, "layer_names");
        KerasLayers layers = new KerasLayers(!names.isEmpty());
        if (names.isEmpty()) {
            layers.walk(root, "", 0);
        } else {
            for (String name : names) {
                layers.addListed(root, name);
            }
        }
        if (layers.tensors.isEmpty()) {
            throw new DamagedFileException("it has no layers in Keras's form", "save the weights with Keras");
        }
        return layers;
    }

    /** Returns each layer's arrays in its order. */
    Map<String, List<StoredTensor>> tensors() {
        return ImmutableMap.copyOf(tensors);
    }

    /** Returns the arrays by their paths. */
    Map<String, Dataset> datasets() {
        return datasets;
    }

    Map<String, String> aliases() {
        return ImmutableMap.copyOf(aliases);
    }

    boolean isOrdered() {
        return isOrdered;
    }

    /** Adds a layer of Keras 2, or a nested model, whose array names start with their layers' names. */
    private void addListed(Group root, String layer) throws DamagedFileException {
        if (!(child(root, layer) instanceof Group group)) {
            throw new DamagedFileException("it has no group for its layer \"" + layer + "\"");
        }
        Map<String, List<Dataset>> byLayer = new LinkedHashMap<>();
        for (String name : texts(group, "weight_names")) {
            List<String> path = List.of(name.split("/", -1));
            Node node = group;
            for (String part : path) {
                node = node instanceof Group inner ? child(inner, part) : null;
            }
            if (!(node instanceof Dataset dataset)) {
                throw new DamagedFileException("it has no array \"" + name + "\" in its layer \"" + layer + "\"");
            }
            String owner = path.size() < 2 ? layer : path.get(path.size() - 2);
            byLayer.computeIfAbsent(owner, each -> new ArrayList<>()).add(dataset);
        }
        for (Map.Entry<String, List<Dataset>> each : byLayer.entrySet()) {
            add(byLayer.size() == 1 ? layer : each.getKey(), each.getValue());
        }
    }

    /** Adds the layers of Keras 3 in and below a group. */
    private void walk(Group group, String path, int depth) throws DamagedFileException {
        if (depth > DEEPEST) {
            throw new DamagedFileException("its groups are nested deeper than " + DEEPEST);
        }
        for (String name : group.getChildren().keySet()) {
            if (++nodes > MOST_NODES) {
                throw new DamagedFileException("it has more than " + MOST_NODES + " groups and arrays");
            }
            if (child(group, name) instanceof Group inner && !PASSED_OVER.contains(name.replaceAll("_\\d+$", ""))) {
                if (name.equals(VARIABLES)) {
                    addVariables(inner, path);
                } else {
                    walk(inner, path.isEmpty() ? name : path + "/" + name, depth + 1);
                }
            }
        }
    }

    private void addVariables(Group variables, String layer) throws DamagedFileException {
        List<Dataset> arrays = new ArrayList<>();
        for (String number : variables.getChildren().keySet().stream()
                .sorted(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()))
                .toList()) {
            if (child(variables, number) instanceof Dataset dataset) {
                arrays.add(dataset);
            }
        }
        if (!arrays.isEmpty()) {
            List<String> name = texts(variables, "name");
            add(layer, arrays);
            if (name.size() == 1) {
                List<String> added = List.of(layer, layer + "/depthwise", layer + "/pointwise");
                added.stream()
                        .filter(tensors::containsKey)
                        .forEach(each -> aliases.put(name.get(0) + each.substring(layer.length()), each));
            }
        }
    }

    /** Adds a layer; a separable convolution becomes two layers here. */
    private void add(String layer, List<Dataset> arrays) throws DamagedFileException {
        if (arrays.stream().allMatch(each -> STATISTICS.contains(leaf(each)))) {
            return;
        }
        boolean separable = arrays.size() > 1
                && arrays.get(0).getDimensions().length == 4
                && arrays.get(1).getDimensions().length == 4;
        if (separable) {
            put(layer + "/depthwise", arrays.subList(0, 1));
            put(layer + "/pointwise", arrays.subList(1, arrays.size()));
        } else {
            put(layer, arrays);
        }
    }

    private void put(String layer, List<Dataset> arrays) throws DamagedFileException {
        List<StoredTensor> stored = new ArrayList<>();
        for (Dataset each : arrays) {
            String path = each.getPath().replaceFirst("^/", "");
            stored.add(new StoredTensor(path, type(each), dimensions(each)));
            datasets.put(path, each);
        }
        if (tensors.putIfAbsent(layer, stored) != null) {
            throw new DamagedFileException("it has two layers named \"" + layer + "\"");
        }
    }

    /** Returns an array's dimensions. Keras shares the slopes of PReLU over height and width, (1, 1, channels). */
    private static List<Integer> dimensions(Dataset dataset) throws DamagedFileException {
        List<Integer> dimensions = new ArrayList<>();
        for (long dimension : dataset.getDimensionsAsLong()) {
            if (dimension < 0 || dimension > Integer.MAX_VALUE) {
                throw new DamagedFileException(dataset.getPath() + " has the dimension " + dimension);
            }
            dimensions.add((int) dimension);
        }
        boolean isSlope = dimensions.size() == 3 && dimensions.get(0) == 1 && dimensions.get(1) == 1;
        return isSlope ? dimensions.subList(2, 3) : dimensions;
    }

    private static String type(Dataset dataset) {
        Class<?> type = dataset.getJavaType();
        if (type == float.class) {
            return "F32";
        }
        return type == double.class ? "F64" : type.getSimpleName();
    }

    /** Returns the last part of a path, without TensorFlow's output number. */
    private static String leaf(Dataset dataset) {
        return dataset.getName().replaceFirst(":\\d+$", "");
    }

    private static @Nullable Node child(Group group, String name) {
        Node child = group.getChildren().get(name);
        return child == null || child.isLink() ? null : child;
    }

    /** Returns an attribute of strings; a long list is split into several attributes, numbered from 0. */
    private static List<String> texts(Group group, String name) {
        Map<String, Attribute> attributes = group.getAttributes();
        List<String> texts = new ArrayList<>(texts(attributes.get(name)));
        for (int i = 0; attributes.containsKey(name + i); i++) {
            texts.addAll(texts(attributes.get(name + i)));
        }
        return texts;
    }

    private static List<String> texts(@Nullable Attribute attribute) {
        Object data = attribute == null ? null : attribute.getData();
        if (data instanceof String text) {
            return List.of(text);
        }
        return data instanceof String[] several ? List.of(several) : List.of();
    }
}
