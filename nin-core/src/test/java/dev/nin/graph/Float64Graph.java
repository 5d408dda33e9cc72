// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.types.TFloat64;

/**
 * A float64 copy of the part of a graph that computes some values, with inputs for the variables. It has the same
 * operations and gradients, precise enough for finite differences of a millionth.
 */
final class Float64Graph implements AutoCloseable {
    /** Operation types without float64 in TensorFlow, or whose result is always float32. */
    static final Set<String> FLOAT32_ONLY = Set.of("FusedBatchNormV3", "ResizeBicubic", "ResizeBilinear");

    private final Graph graph = new Graph();
    private final Session session;
    private final Map<String, TFloat64> fed = new HashMap<>();

    Float64Graph(Graph original, List<? extends Operand<?>> wanted) {
        GraphDef source = original.toGraphDef();
        Map<String, NodeDef> nodes = new HashMap<>();
        source.getNodeList().forEach(node -> nodes.put(node.getName(), node));
        GraphDef.Builder doubled = GraphDef.newBuilder().setVersions(source.getVersions());
        for (String name : ancestors(nodes, wanted)) {
            doubled.addNode(doubled(Objects.requireNonNull(nodes.get(name))));
        }
        graph.importGraphDef(doubled.build());
        session = new Session(graph);
    }

    /** Sets an input or variable of the original graph until it is set again. */
    void feed(Operand<?> what, double[] values) {
        Shape shape = Shape.of(
                what.shape().asArray()[0] < 0
                        ? withOneExample(what)
                        : what.shape().asArray());
        TFloat64 before = fed.put(what.op().name(), TFloat64.tensorOf(shape, DataBuffers.of(values, true, false)));
        if (before != null) {
            before.close();
        }
    }

    double[][] run(List<? extends Operand<?>> wanted) {
        Session.Runner runner = session.runner();
        fed.forEach(runner::feed);
        for (Operand<?> each : wanted) {
            Output<?> output = each.asOutput();
            runner.fetch(output.op().name(), output.index());
        }
        double[][] values = new double[wanted.size()][];
        try (Result result = runner.run()) {
            for (int i = 0; i < values.length; i++) {
                TFloat64 tensor = (TFloat64) result.get(i);
                values[i] = new double[Math.toIntExact(tensor.size())];
                tensor.asRawTensor().data().asDoubles().read(values[i]);
            }
        }
        return values;
    }

    private static long[] withOneExample(Operand<?> what) {
        long[] dimensions = what.shape().asArray().clone();
        dimensions[0] = 1;
        return dimensions;
    }

    /** Returns the ancestors up to variables, without the operations that initialize and update these. */
    private static Set<String> ancestors(Map<String, NodeDef> nodes, List<? extends Operand<?>> wanted) {
        Set<String> found = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>();
        wanted.forEach(each -> open.push(each.op().name()));
        while (!open.isEmpty()) {
            String name = open.pop();
            if (found.add(name)) {
                for (String input : Objects.requireNonNull(nodes.get(name)).getInputList()) {
                    open.push(input.replaceAll("^\\^|:\\d+$", ""));
                }
            }
        }
        return found;
    }

    private static NodeDef doubled(NodeDef node) {
        if (node.getOp().equals("VariableV2")) {
            return NodeDef.newBuilder()
                    .setName(node.getName())
                    .setOp("Placeholder")
                    .putAttr("dtype", type(DataType.DT_DOUBLE))
                    .putAttr("shape", node.getAttrOrThrow("shape"))
                    .build();
        }
        NodeDef.Builder doubled = node.toBuilder();
        node.getAttrMap().forEach((name, value) -> doubled.putAttr(name, doubled(value)));
        return doubled.build();
    }

    private static AttrValue doubled(AttrValue value) {
        if (value.hasTensor() && value.getTensor().getDtype() == DataType.DT_FLOAT) {
            return AttrValue.newBuilder().setTensor(doubled(value.getTensor())).build();
        }
        if (value.getType() == DataType.DT_FLOAT) {
            return type(DataType.DT_DOUBLE);
        }
        AttrValue.Builder doubled = value.toBuilder();
        for (int i = 0; i < value.getList().getTypeCount(); i++) {
            if (value.getList().getType(i) == DataType.DT_FLOAT) {
                doubled.getListBuilder().setType(i, DataType.DT_DOUBLE);
            }
        }
        return doubled.build();
    }

    private static TensorProto doubled(TensorProto tensor) {
        TensorProto.Builder doubled =
                TensorProto.newBuilder().setDtype(DataType.DT_DOUBLE).setTensorShape(tensor.getTensorShape());
        tensor.getFloatValList().forEach(doubled::addDoubleVal);
        ByteBuffer bytes = tensor.getTensorContent().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            doubled.addDoubleVal(bytes.getFloat());
        }
        return doubled.build();
    }

    private static AttrValue type(DataType type) {
        return AttrValue.newBuilder().setType(type).build();
    }

    @Override
    public void close() {
        fed.values().forEach(TFloat64::close);
        session.close();
        graph.close();
    }
}
