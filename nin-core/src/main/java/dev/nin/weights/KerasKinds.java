// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

import dev.nin.UserInputException;
import dev.nin.model.BatchNorm;
import dev.nin.model.Conv2d;
import dev.nin.model.ConvTranspose2d;
import dev.nin.model.Dense;
import dev.nin.model.DepthwiseConv2d;
import dev.nin.model.GroupNorm;
import dev.nin.model.Layer;
import dev.nin.model.LayerNorm;
import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.model.Prelu;
import dev.nin.weights.layout.FileTensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Matches modules of Keras 3 to layers if the file only numbers the layers of each kind: {@code layers/conv2d_3} is the
 * fourth Conv2D.
 */
final class KerasKinds {
    private static final Pattern NUMBERED = Pattern.compile("(?:.*/)?([^/]+?)(?:_(\\d{1,6}))?");
    private static final Map<Class<? extends Layer>, String> KINDS = Map.of(
            Conv2d.class, "conv2d",
            DepthwiseConv2d.class, "depthwise_conv2d",
            ConvTranspose2d.class, "conv2d_transpose",
            Dense.class, "dense",
            BatchNorm.class, "batch_normalization",
            LayerNorm.class, "layer_normalization",
            GroupNorm.class, "group_normalization",
            Prelu.class, "p_re_lu");

    private KerasKinds() {}

    /**
     * Assigns a module to each layer.
     *
     * @param layout the layers of the model in their order
     * @return the modules' names by node
     * @throws UserInputException if the file has fewer layers of a kind than the model
     */
    static Map<String, String> match(
            Path file, FileModules modules, ModelSpec spec, Map<String, List<FileTensor>> layout) {
        Map<String, List<String>> left = new HashMap<>();
        modules.byName().keySet().stream()
                .sorted(Comparator.comparing(KerasKinds::number))
                .forEach(module -> left.computeIfAbsent(kind(module), kind -> new ArrayList<>())
                        .add(module));
        Map<String, String> names = new LinkedHashMap<>();
        for (Node node : spec.nodes()) {
            if (layout.containsKey(node.name())) {
                String kind = KINDS.getOrDefault(node.layer().getClass(), "");
                List<String> next = left.getOrDefault(kind, List.of());
                if (next.isEmpty()) {
                    throw MatchErrors.nothingLeft(
                            file, layout.getOrDefault(node.name(), List.of()).get(0));
                }
                names.put(node.name(), next.remove(0));
            }
        }
        return names;
    }

    private static String kind(String module) {
        Matcher parts = NUMBERED.matcher(module);
        return parts.matches() ? parts.group(1) : module;
    }

    /** Returns a module's number; 0 for the first of a kind, which has none. */
    private static int number(String module) {
        Matcher parts = NUMBERED.matcher(module);
        return parts.matches() && parts.group(2) != null ? Integer.parseInt(parts.group(2)) : 0;
    }
}
