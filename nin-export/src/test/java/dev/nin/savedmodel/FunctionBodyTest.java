// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.savedmodel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.FunctionDefLibrary;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;

/** Tests the conversion of a function's nodes to a graph. */
class FunctionBodyTest {
    @ParameterizedTest
    @CsvSource({
        "argument, argument",
        "^top, ^top",
        "top:values:0, top:0",
        "top:indices:0, top:1",
        "top:indices, top:1",
        "top:indices:x, top:indices:x",
        "decoded:decoded_indices:1, decoded:1",
        "decoded:decoded_values:1, decoded:4",
        "decoded:log_probability:0, decoded:9",
        "parsed:sparse_values:1, parsed:3",
        "parsed:sparse_shapes:0, parsed:4",
        "parsed:dense_values:0, parsed:6",
        "inner:second:0, inner:1"
    })
    void readsOutputsByTheirPlaces(String inFunction, String inGraph) {
        FunctionDef function = FunctionDef.newBuilder()
                .setSignature(OpDef.newBuilder()
                        .setName("outer")
                        .addInputArg(
                                OpDef.ArgDef.newBuilder().setName("argument").setType(DataType.DT_FLOAT)))
                .addNodeDef(NodeDef.newBuilder().setName("top").setOp("TopKV2"))
                .addNodeDef(NodeDef.newBuilder()
                        .setName("decoded")
                        .setOp("CTCBeamSearchDecoder")
                        .putAttr("top_paths", AttrValue.newBuilder().setI(3).build()))
                .addNodeDef(NodeDef.newBuilder()
                        .setName("parsed")
                        .setOp("ParseExample")
                        .putAttr("Nsparse", AttrValue.newBuilder().setI(2).build())
                        .putAttr("sparse_types", types(DataType.DT_FLOAT, DataType.DT_INT64)))
                .addNodeDef(NodeDef.newBuilder().setName("inner").setOp("two"))
                .addNodeDef(NodeDef.newBuilder()
                        .setName("reader")
                        .setOp("Identity")
                        .addInput(inFunction)
                        .putAttr("_class", AttrValue.getDefaultInstance()))
                .build();
        FunctionDef two = FunctionDef.newBuilder()
                .setSignature(OpDef.newBuilder()
                        .setName("two")
                        .addOutputArg(OpDef.ArgDef.newBuilder().setName("first"))
                        .addOutputArg(OpDef.ArgDef.newBuilder().setName("second")))
                .build();
        GraphDef program = GraphDef.newBuilder()
                .setLibrary(
                        FunctionDefLibrary.newBuilder().addFunction(function).addFunction(two))
                .build();

        GraphDef graph = new FunctionBody(program).graph(function);

        assertThat(graph.getNodeList())
                .extracting(NodeDef::getName)
                .containsExactly("argument", "top", "decoded", "parsed", "inner", "reader");
        assertThat(graph.getNode(0).getOp()).isEqualTo("Placeholder");
        NodeDef reader = graph.getNode(5);
        assertThat(reader.getInputList()).containsExactly(inGraph);
        assertThat(reader.getAttrMap()).doesNotContainKey("_class");
    }

    private static AttrValue types(DataType... types) {
        AttrValue.Builder value = AttrValue.newBuilder();
        for (DataType type : types) {
            value.getListBuilder().addType(type);
        }
        return value.build();
    }
}
