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
 * All that is known of a model's nodes before it runs: names, what each reads, shapes, parameters, cost, receptive
 * fields and the memory of the outputs. Unlike {@link ModelSummary} it lists the layers that prepare the input too.
 *
 * @param rows one for each node, in the model's order
 * @param batch number of images that memory is counted for
 */
public record WideSummary(List<Row> rows, int batch) {
    private static final double BYTES_PER_MEGABYTE = 1024 * 1024;
    private static final int WIDEST_INPUTS = 32;

    /**
     * One node.
     *
     * @param node its name, layer and inputs
     * @param shape its output
     * @param parameters number of values it has learned or learns
     * @param multiplyAdds multiplications with addition an image costs going forward
     * @param field the part of the image that a pixel of its output depends on
     */
    public record Row(Node node, Shape shape, long parameters, long multiplyAdds, ReceptiveField field) {
        /**
         * The memory of its output in float32.
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
    public WideSummary {
        rows = List.copyOf(rows);
        Checks.positive("the batch", batch);
    }

    static WideSummary of(ModelSpec spec, int batch) {
        Map<String, Shape> shapes = spec.shapes();
        Map<String, ReceptiveField> fields = new HashMap<>();
        List<Row> rows = new ArrayList<>();
        for (Node node : spec.nodes()) {
            List<Shape> inputs = ModelSpec.inputShapes(node, shapes);
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
        return new WideSummary(rows, batch);
    }

    /**
     * Number of values that the model has learned or learns; moving averages do not count.
     *
     * @return the sum over the nodes
     */
    public long parameters() {
        return rows.stream().mapToLong(Row::parameters).sum();
    }

    /**
     * The part of {@link #parameters()} that training changes.
     *
     * @return the sum over the nodes that are not frozen
     */
    public long trainable() {
        return rows.stream()
                .filter(row -> !row.node().frozen())
                .mapToLong(Row::parameters)
                .sum();
    }

    /**
     * Multiplications with addition of one image going forward.
     *
     * @return the sum over the nodes
     */
    public long multiplyAdds() {
        return rows.stream().mapToLong(Row::multiplyAdds).sum();
    }

    /**
     * Memory of all outputs for the batch in float32, as training keeps them for going back. Their gradients and the
     * parameters come on top; inference needs less, since it forgets an output once it was read.
     *
     * @return bytes
     */
    public double bytes() {
        return rows.stream().mapToDouble(row -> row.bytes(batch)).sum();
    }

    /** The table, its lines ended by line feeds; a megabyte has 1024·1024 bytes, as in {@link ModelSummary}. */
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

    /** Broken where a node that reads many would make the column wide. */
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
