// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

import java.util.List;
import java.util.StringJoiner;

/**
 * The result of matching a weights file with a model: the loaded, initialized and unused tensors.
 *
 * @param weights the values that were loaded, by the parameters' full names; the others come from the model's
 *     initializers
 * @param rule the rule that matched the file's modules to the layers, such as "by the names of the nodes"
 * @param loaded the parameters that were loaded, in the model's order
 * @param drawn the parameters that are not in the file and are drawn by their initializers, in the model's order
 * @param unused the file's tensors that no layer uses, in the file's order
 */
public record MatchedWeights(
        Weights weights, String rule, List<Loaded> loaded, List<Drawn> drawn, List<Unused> unused) {
    /** Copies the lists. */
    public MatchedWeights {
        loaded = List.copyOf(loaded);
        drawn = List.copyOf(drawn);
        unused = List.copyOf(unused);
    }

    /**
     * A parameter that was loaded.
     *
     * @param parameter its full name, such as conv1/kernel
     * @param shape its shape here
     * @param tensor its name in the file, such as conv1.weight
     * @param shapeInFile its shape in the file
     */
    public record Loaded(String parameter, List<Integer> shape, String tensor, List<Integer> shapeInFile) {}

    /**
     * A parameter that is not in the file.
     *
     * @param parameter its full name
     * @param shape its shape
     */
    public record Drawn(String parameter, List<Integer> shape) {}

    /**
     * A tensor that no layer uses.
     *
     * @param tensor its name in the file
     * @param shape its shape in the file
     */
    public record Unused(String tensor, List<Integer> shape) {}

    /**
     * Returns the counts in one line.
     *
     * @return a line such as "160 parameters loaded by the names of the nodes, 2 drawn (fc/kernel, fc/bias), 2 tensors
     *     unused"
     */
    public String summary() {
        StringJoiner line = new StringJoiner(", ");
        line.add(loaded.size() + " parameters loaded " + rule);
        line.add(drawn.size() + " drawn"
                + few(drawn.stream().map(Drawn::parameter).toList()));
        line.add(unused.size() + " tensors unused"
                + few(unused.stream().map(Unused::tensor).toList()));
        return line.toString();
    }

    /**
     * Returns the summary, then every parameter and tensor with its shape, one per line.
     *
     * @return the lines to print
     */
    public String report() {
        StringJoiner lines = new StringJoiner("\n", "", "\n");
        lines.add(summary());
        loaded.forEach(each -> lines.add("loaded " + each.parameter() + " " + each.shape() + " from " + each.tensor()
                + " " + each.shapeInFile()));
        drawn.forEach(each -> lines.add("drawn  " + each.parameter() + " " + each.shape()));
        unused.forEach(each -> lines.add("unused " + each.tensor() + " " + each.shape()));
        return lines.toString();
    }

    private static String few(List<String> names) {
        int shown = 4;
        if (names.isEmpty()) {
            return "";
        }
        String listed = String.join(", ", names.subList(0, Math.min(shown, names.size())));
        return " (" + listed + (names.size() > shown ? ", ..." : "") + ")";
    }
}
