// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import com.google.common.base.Joiner;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A model's layers with their output shapes, parameters and cost, printed in the form of PyTorch's torchsummary (shapes
 * channels first, the batch as -1). Layers that prepare the input are left out. Parameters of frozen nodes are the
 * non-trainable ones; moving averages do not count as parameters at all, as in PyTorch.
 *
 * @param rows one for each layer
 * @param inputValues values of the images as the first layers of the network see them
 */
public record ModelSummary(List<Row> rows, long inputValues) {
    private static final int WIDTH = 64;
    private static final double BYTES_PER_MEGABYTE = 1024 * 1024;

    /**
     * One layer.
     *
     * @param title kind and number, such as Conv2d-1
     * @param shape its output
     * @param parameters number of values it has learned or learns
     * @param trainable those of them that training changes: all, or none if the node is frozen
     * @param multiplyAdds multiplications with addition an example costs
     */
    public record Row(String title, Shape shape, long parameters, long trainable, long multiplyAdds) {
        /**
         * The output shape as PyTorch writes it.
         *
         * @return such as [-1, 96, 54, 54]
         */
        public String torchShape() {
            List<Integer> dimensions = shape.isMap()
                    ? List.of(-1, shape.channels(), shape.height(), shape.width())
                    : List.of(-1, shape.channels());
            return "[" + Joiner.on(", ").join(dimensions) + "]";
        }
    }

    /** Copies the rows. */
    public ModelSummary {
        rows = List.copyOf(rows);
    }

    /**
     * Summarises a model.
     *
     * @param spec the model
     * @return its rows and totals
     */
    public static ModelSummary of(ModelSpec spec) {
        Map<String, Shape> shapes = spec.shapes();
        List<Row> rows = new ArrayList<>();
        Set<String> read = spec.nodes().stream()
                .filter(node -> !node.layer().preparesInput())
                .flatMap(node -> node.inputs().stream())
                .collect(Collectors.toSet());
        long inputValues = 0;
        for (Node node : spec.nodes()) {
            Layer layer = node.layer();
            Shape shape = Objects.requireNonNull(shapes.get(node.name()));
            if (layer.preparesInput()) {
                inputValues += read.contains(node.name()) ? shape.size() : 0;
                continue;
            }
            List<Shape> inputs = ModelSpec.inputShapes(node, shapes);
            long parameters = layer.learned(inputs);
            rows.add(new Row(
                    layer.title() + "-" + (rows.size() + 1),
                    shape,
                    parameters,
                    node.frozen() ? 0 : parameters,
                    layer.multiplyAdds(inputs)));
        }
        return new ModelSummary(rows, inputValues);
    }

    /**
     * Number of values the model has learned or learns.
     *
     * @return the sum over the layers
     */
    public long parameters() {
        return rows.stream().mapToLong(Row::parameters).sum();
    }

    /**
     * The part of {@link #parameters()} that training changes.
     *
     * @return the sum over the layers that are not frozen
     */
    public long trainable() {
        return rows.stream().mapToLong(Row::trainable).sum();
    }

    /**
     * Multiplications with addition of one example going forward.
     *
     * @return the sum over the layers
     */
    public long multiplyAdds() {
        return rows.stream().mapToLong(Row::multiplyAdds).sum();
    }

    /** The table, its lines ended by line feeds. */
    @Override
    public String toString() {
        StringBuilder table = new StringBuilder();
        rule(table, '-');
        row(table, "Layer (type)", "Output Shape", "Param #");
        rule(table, '=');
        for (Row row : rows) {
            row(table, row.title(), row.torchShape(), number(row.parameters()));
        }
        rule(table, '=');
        line(table, "Total params: " + number(parameters()));
        line(table, "Trainable params: " + number(trainable()));
        line(table, "Non-trainable params: " + number(parameters() - trainable()));
        line(table, "Multiply-adds: " + number(multiplyAdds()));
        rule(table, '-');
        sizes(table);
        rule(table, '-');
        return table.toString();
    }

    /** Sizes in float32; forward and backward counts each output twice, as torchsummary does. */
    private void sizes(StringBuilder table) {
        double input = megabytes(inputValues);
        double activations =
                megabytes(2 * rows.stream().mapToLong(row -> row.shape().size()).sum());
        double weights = megabytes(parameters());
        line(table, String.format(Locale.ROOT, "Input size (MB): %.2f", input));
        line(table, String.format(Locale.ROOT, "Forward/backward pass size (MB): %.2f", activations));
        line(table, String.format(Locale.ROOT, "Params size (MB): %.2f", weights));
        line(table, String.format(Locale.ROOT, "Estimated Total Size (MB): %.2f", input + activations + weights));
    }

    private static double megabytes(long values) {
        return values * (double) Float.BYTES / BYTES_PER_MEGABYTE;
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static void row(StringBuilder table, String layer, String shape, String parameters) {
        line(table, String.format(Locale.ROOT, "%20s  %25s %15s", layer, shape, parameters));
    }

    private static void rule(StringBuilder table, char character) {
        line(table, String.valueOf(character).repeat(WIDTH));
    }

    private static void line(StringBuilder table, String text) {
        table.append(text).append('\n');
    }
}
