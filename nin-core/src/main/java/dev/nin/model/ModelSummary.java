// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import dev.nin.text.TextTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * A summary of a model's nodes: names, inputs, shapes, parameters, cost, receptive fields and the memory of the
 * outputs. Unlike {@link TorchSummary} it includes the layers that preprocess the input.
 *
 * @param rows one row for each node, in the model's order
 * @param batch number of images to compute the memory for
 */
public record ModelSummary(List<Row> rows, int batch) implements Summary {
    private static final double BYTES_PER_MEGABYTE = 1024 * 1024;
    private static final int WIDEST_INPUTS = 32;

    /**
     * The row of one node.
     *
     * @param node the node
     * @param shape the output shape
     * @param parameters number of learned values, frozen or not
     * @param multiplyAdds multiply-adds of the forward pass for one image
     * @param field the receptive field of a pixel of the output
     */
    public record Row(Node node, Shape shape, long parameters, long multiplyAdds, ReceptiveField field) {
        /**
         * Returns the memory of the output in float32.
         *
         * @param batch number of images
         * @return bytes
         */
        public double bytes(int batch) {
            return (double) batch * shape.size() * Float.BYTES;
        }
    }

    /**
     * Copies the rows.
     *
     * @throws InvalidModelException if the batch is below 1
     */
    public ModelSummary {
        rows = List.copyOf(rows);
        Checks.positive("the batch", batch);
    }

    static ModelSummary of(List<Node> nodes, int batch) {
        Map<String, Shape> shapes = NodeShapes.of(nodes);
        Map<String, ReceptiveField> fields = new HashMap<>();
        List<Row> rows = new ArrayList<>();
        for (Node node : nodes) {
            List<Shape> inputs = NodeShapes.inputs(node, shapes);
            List<ReceptiveField> read = node.inputs().stream()
                    .map(input -> Objects.requireNonNull(fields.get(input)))
                    .toList();
            ReceptiveField field = node.layer().receptiveField(read, inputs);
            fields.put(node.name(), field);
            rows.add(new Row(
                    node,
                    Objects.requireNonNull(shapes.get(node.name())),
                    node.layer().learned(inputs),
                    node.layer().multiplyAdds(inputs),
                    field));
        }
        return new ModelSummary(rows, batch);
    }

    @Override
    public long parameters() {
        return rows.stream().mapToLong(Row::parameters).sum();
    }

    @Override
    public long trainable() {
        return rows.stream()
                .filter(row -> !row.node().frozen())
                .mapToLong(Row::parameters)
                .sum();
    }

    @Override
    public long multiplyAdds() {
        return rows.stream().mapToLong(Row::multiplyAdds).sum();
    }

    /**
     * Returns the memory of all outputs for the batch in float32, as training keeps them for the backward pass.
     * Gradients and parameters are not included; inference needs less, since it frees each output after its last use.
     *
     * @return bytes
     */
    public double bytes() {
        return rows.stream().mapToDouble(row -> row.bytes(batch)).sum();
    }

    /**
     * Returns the table; each line ends with a line feed. A megabyte is 1024·1024 bytes, as in {@link TorchSummary}.
     */
    @Override
    public String toString() {
        TextTable table = new TextTable(4)
                .row("Name", "Layer", "Reads", "Output", "Params", "Multiply-adds", "Field", "MB (batch " + batch + ")")
                .rule();
        for (Row row : rows) {
            table.row(
                    row.node().name(),
                    row.node().layer().call(),
                    inLines(row.node().inputs()),
                    row.shape().toString(),
                    (row.node().frozen() ? "frozen " : "") + number(row.parameters()),
                    number(row.multiplyAdds()),
                    row.field().toString(),
                    megabytes(row.bytes(batch)));
        }
        table.rule()
                .row("Total", "", "", "", number(parameters()), number(multiplyAdds()), "", megabytes(bytes()))
                .row("trainable", "", "", "", number(trainable()), "", "", "")
                .row("frozen", "", "", "", number(parameters() - trainable()), "", "", "");
        return table.toString();
    }

    /** Joins names with line breaks so that a node with many inputs does not widen the column. */
    private static String inLines(List<String> names) {
        StringBuilder lines = new StringBuilder();
        int width = 0;
        for (String name : names) {
            if (lines.length() > 0) {
                boolean full = width + 2 + name.length() > WIDEST_INPUTS;
                lines.append(full ? ",\n" : ", ");
                width = full ? 0 : width + 2;
            }
            lines.append(name);
            width += name.length();
        }
        return lines.toString();
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String megabytes(double bytes) {
        return String.format(Locale.ROOT, "%,.2f", bytes / BYTES_PER_MEGABYTE);
    }
}
