package dev.nin.export;

import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;

/**
 * Writes maximum pooling as the operation whose window is an attribute. TensorFlow Java makes the one whose window is a
 * tensor, which TFLite does not know.
 */
final class PlainPooling {
    private static final String WITH_TENSORS = "MaxPoolV2";
    private static final String WITH_ATTRIBUTES = "MaxPool";
    private static final int WINDOW = 1;
    private static final int STRIDES = 2;

    private PlainPooling() {}

    /** The graph with such poolings; what held their windows is still there. */
    static GraphDef of(GraphDef graph) {
        Map<String, NodeDef> constants = new HashMap<>();
        graph.getNodeList().stream()
                .filter(node -> node.getOp().equals("Const"))
                .forEach(node -> constants.put(node.getName(), node));
        GraphDef.Builder plain = graph.toBuilder();
        for (NodeDef.Builder node : plain.getNodeBuilderList()) {
            NodeDef window = input(node, WINDOW, constants);
            NodeDef strides = input(node, STRIDES, constants);
            if (node.getOp().equals(WITH_TENSORS) && window != null && strides != null) {
                String pooled = node.getInput(0);
                List<String> dependencies = node.getInputList().stream()
                        .filter(input -> input.startsWith("^"))
                        .toList();
                node.setOp(WITH_ATTRIBUTES)
                        .putAttr("ksize", numbers(window))
                        .putAttr("strides", numbers(strides))
                        .clearInput()
                        .addInput(pooled)
                        .addAllInput(dependencies);
            }
        }
        return plain.build();
    }

    private static @Nullable NodeDef input(NodeDef.Builder node, int index, Map<String, NodeDef> constants) {
        return index < node.getInputCount() ? constants.get(LeanGraph.nodeName(node.getInput(index))) : null;
    }

    private static AttrValue numbers(NodeDef constant) {
        TensorProto tensor = constant.getAttrOrThrow("value").getTensor();
        IntBuffer content = tensor.getTensorContent()
                .asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asIntBuffer();
        int size = (int) tensor.getTensorShape().getDim(0).getSize();
        // A message repeats its last value where it has fewer than the shape says.
        IntStream values = content.hasRemaining()
                ? IntStream.range(0, size).map(content::get)
                : IntStream.range(0, size).map(i -> tensor.getIntVal(Math.min(i, tensor.getIntValCount() - 1)));
        AttrValue.ListValue.Builder list = AttrValue.ListValue.newBuilder();
        values.forEach(list::addI);
        return AttrValue.newBuilder().setList(list).build();
    }
}
