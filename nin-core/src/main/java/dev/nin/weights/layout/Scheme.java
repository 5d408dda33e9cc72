// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.layout;

import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.model.Parameter;
import dev.nin.model.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A framework's naming and layout of a layer's tensors in files. */
public enum Scheme {
    /** This library's: conv2d_1/kernel, in this library's layout. */
    OWN('/') {
        @Override
        public Map<String, List<FileTensor>> layout(ModelSpec spec) {
            return asHere(spec, false);
        }
    },
    /** PyTorch's: layer1.0.conv1.weight, channels first. */
    PYTORCH('.') {
        @Override
        public Map<String, List<FileTensor>> layout(ModelSpec spec) {
            return PyTorchLayout.of(spec);
        }
    },
    /** Keras's: a layer's arrays by number, such as 0 for the kernel, in the same layout as here. */
    KERAS('/') {
        @Override
        public Map<String, List<FileTensor>> layout(ModelSpec spec) {
            return asHere(spec, true);
        }
    };

    private final char separator;

    Scheme(char separator) {
        this.separator = separator;
    }

    /**
     * Returns the tensors of a model.
     *
     * @return the tensors by node, in the model's order; nodes without parameters are left out
     */
    public abstract Map<String, List<FileTensor>> layout(ModelSpec spec);

    /** Returns the separator between a module's name and that of its tensor. */
    public char separator() {
        return separator;
    }

    /** Returns the full name of a module's tensor. */
    public String name(String module, String suffix) {
        return module.isEmpty() ? suffix : module + separator + suffix;
    }

    private static Map<String, List<FileTensor>> asHere(ModelSpec spec, boolean numbered) {
        Map<String, Shape> shapes = spec.shapes();
        Map<String, List<FileTensor>> layout = new LinkedHashMap<>();
        for (Node node : spec.nodes()) {
            List<Shape> inputs = node.inputs().stream()
                    .map(input -> Objects.requireNonNull(shapes.get(input)))
                    .toList();
            List<FileTensor> tensors = new ArrayList<>();
            for (Parameter parameter : node.parameters(inputs)) {
                String suffix = numbered ? String.valueOf(tensors.size()) : parameter.name();
                tensors.add(FileTensor.same(node.name(), parameter, suffix));
            }
            if (!tensors.isEmpty()) {
                layout.put(node.name(), List.copyOf(tensors));
            }
        }
        return layout;
    }
}
