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
 * A summary of a model's layers with their output shapes, parameters and cost, printed in the format of torchsummary
 * for PyTorch (channels first, batch -1). Layers that preprocess the input are omitted. Non-trainable parameters are
 * those of frozen nodes; moving averages do not count as parameters, as in PyTorch.
 *
 * @param rows one row for each layer
 * @param inputValues number of values of one example's inputs after preprocessing
 */
public record TorchSummary(List<Row> rows, long inputValues) implements Summary {
    private static final int WIDTH = 64;
    private static final double BYTES_PER_MEGABYTE = 1024 * 1024;

    /**
     * The row of one layer.
     *
     * @param title kind and number, such as Conv2d-1
     * @param shape the output shape
     * @param parameters number of learned values, frozen or not
     * @param trainable number of values that training changes: all, or 0 if the node is frozen
     * @param multiplyAdds multiply-adds of the forward pass for one example
     */
    public record Row(String title, Shape shape, long parameters, long trainable, long multiplyAdds) {
        /**
         * Returns the output shape as PyTorch prints it.
         *
         * @return the shape, such as [-1, 96, 54, 54]
         */
        public String torchShape() {
            List<Integer> dimensions = shape.isMap()
                    ? List.of(-1, shape.channels(), shape.height(), shape.width())
                    : List.of(-1, shape.channels());
            return "[" + Joiner.on(", ").join(dimensions) + "]";
        }
    }

    /** Copies the rows. */
    public TorchSummary {
        rows = List.copyOf(rows);
    }

    /**
     * Summarizes a model.
     *
     * @param spec the model
     * @return the summary
     */
    public static TorchSummary of(ModelSpec spec) {
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
            List<Shape> inputs = NodeShapes.inputs(node, shapes);
            long parameters = layer.learned(inputs);
            rows.add(new Row(
                    layer.title() + "-" + (rows.size() + 1),
                    shape,
                    parameters,
                    node.frozen() ? 0 : parameters,
                    layer.multiplyAdds(inputs)));
        }
        return new TorchSummary(rows, inputValues);
    }

    @Override
    public long parameters() {
        return rows.stream().mapToLong(Row::parameters).sum();
    }

    @Override
    public long trainable() {
        return rows.stream().mapToLong(Row::trainable).sum();
    }

    @Override
    public long multiplyAdds() {
        return rows.stream().mapToLong(Row::multiplyAdds).sum();
    }

    /** Returns the table; each line ends with a line feed. */
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

    /** Appends the float32 sizes; "Forward/backward pass" counts each output twice, as torchsummary does. */
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
