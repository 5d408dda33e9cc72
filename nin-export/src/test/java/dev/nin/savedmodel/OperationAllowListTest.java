// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.savedmodel;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.nin.UserInputException;
import dev.nin.export.ExportOptions;
import dev.nin.export.SavedModelExporter;
import dev.nin.export.TestModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.CollectionDef;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GradientDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NameAttrList;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/** Tests that models that would do more than compute are rejected before TensorFlow loads them. */
class OperationAllowListTest {
    @TempDir
    private Path folder;

    @Test
    void modelsWithVariablesAreLoadedThoughTheyCanBeSaved() {
        Path version = SavedModelExporter.export(
                TestModels.checkpoint(),
                folder,
                ExportOptions.builder().variables(true).build());
        LoadedModel.load(version, ConfigProto.getDefaultInstance(), Set.of()).close();
    }

    /** WriteFile would run before each prediction. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "WriteFile",
                "ReadFile",
                "PrintV2",
                "EagerPyFunc",
                "TFRecordDatasetV2",
                "SaveV2",
                "RestoreV2",
                "Rpc",
                "Abort",
                "XlaCallModule",
                "AnOperationOfALaterVersion"
            })
    void anOperationInFrontOfAnAnswerIsRefused(String operation) throws IOException {
        Path version = SavedModelExporter.export(TestModels.checkpoint(), folder);
        ChangedModel.changeGraph(version, graph -> {
            graph.addNode(NodeDef.newBuilder().setName("evil").setOp(operation));
            graph.getNodeBuilderList().stream()
                    .filter(node -> node.getOp().equals("Softmax"))
                    .forEach(node -> node.addInput("^evil"));
        });
        assertRefused(version, operation);
    }

    @Test
    void anAllowedOperationIsAccepted() throws IOException {
        Path version = SavedModelExporter.export(TestModels.checkpoint(), folder);
        ChangedModel.changeGraph(version, graph -> {
            graph.addNode(NodeDef.newBuilder()
                    .setName("trusted")
                    .setOp("MatchingFiles")
                    .addInput("pattern"));
            graph.addNode(constant("pattern", "/nowhere/*"));
            graph.getNodeBuilderList().stream()
                    .filter(node -> node.getOp().equals("Softmax"))
                    .forEach(node -> node.addInput("^trusted"));
        });
        assertRefused(version, "MatchingFiles");
        LoadedModel.load(version, ConfigProto.getDefaultInstance(), Set.of("MatchingFiles"))
                .close();
    }

    private static NodeDef constant(String name, String value) {
        TensorProto text = TensorProto.newBuilder()
                .setDtype(DataType.DT_STRING)
                .setTensorShape(TensorShapeProto.getDefaultInstance())
                .addStringVal(ByteString.copyFromUtf8(value))
                .build();
        return NodeDef.newBuilder()
                .setName(name)
                .setOp("Const")
                .putAttr(
                        "dtype",
                        AttrValue.newBuilder().setType(DataType.DT_STRING).build())
                .putAttr("value", AttrValue.newBuilder().setTensor(text).build())
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"saved_model_main_op", "legacy_init_op"})
    void anOperationThatInitializesTheModelIsRefused(String collection) throws IOException {
        Path version = SavedModelExporter.export(TestModels.checkpoint(), folder);
        ChangedModel.change(version, model -> {
            model.getGraphDefBuilder().addNodeBuilder().setName("evil").setOp("WriteFile");
            CollectionDef.Builder initializers = CollectionDef.newBuilder();
            initializers.getNodeListBuilder().addValue("evil");
            model.putCollectionDef(collection, initializers.build());
        });
        assertRefused(version, "WriteFile");
    }

    @Test
    void anOperationInAFunctionOfAFunctionIsRefused() throws IOException {
        Path version = SavedModelExporter.export(TestModels.checkpoint(), folder);
        ChangedModel.changeGraph(version, call(NameAttrList.newBuilder().setName("outer"), "inner"));
        assertRefused(version, "WriteFile");
    }

    @Test
    void anOperationInAFunctionThatIsAnArgumentIsRefused() throws IOException {
        Path version = SavedModelExporter.export(TestModels.checkpoint(), folder);
        AttrValue argument = AttrValue.newBuilder()
                .setFunc(NameAttrList.newBuilder().setName("inner"))
                .build();
        ChangedModel.changeGraph(
                version, call(NameAttrList.newBuilder().setName("outer").putAttr("g", argument), "NoOp"));
        assertRefused(version, "WriteFile");
    }

    @Test
    void anOperationInADerivativeIsRefused() throws IOException {
        Path version = SavedModelExporter.export(TestModels.checkpoint(), folder);
        ChangedModel.changeGraph(
                version,
                call(NameAttrList.newBuilder().setName("outer"), "NoOp")
                        .andThen(graph -> graph.getLibraryBuilder()
                                .addGradient(GradientDef.newBuilder()
                                        .setFunctionName("outer")
                                        .setGradientFunc("inner"))));
        assertRefused(version, "WriteFile");
    }

    /** Makes an output call a function: "outer" contains one operation, and "inner" writes a file. */
    private static Consumer<GraphDef.Builder> call(NameAttrList.Builder function, String outer) {
        return graph -> {
            graph.getLibraryBuilder()
                    .addFunction(
                            function("outer", NodeDef.newBuilder().setName("a").setOp(outer)))
                    .addFunction(
                            function("inner", NodeDef.newBuilder().setName("b").setOp("WriteFile")));
            graph.getNodeBuilderList().stream()
                    .filter(node -> node.getOp().equals("Softmax"))
                    .forEach(node -> node.putAttr(
                            "f", AttrValue.newBuilder().setFunc(function).build()));
        };
    }

    private static FunctionDef.Builder function(String name, NodeDef.Builder node) {
        return FunctionDef.newBuilder()
                .setSignature(OpDef.newBuilder().setName(name))
                .addNodeDef(node);
    }

    private static void assertRefused(Path version, String operation) {
        assertThatThrownBy(() -> LoadedModel.load(version, ConfigProto.getDefaultInstance(), Set.of()))
                .isInstanceOf(UserInputException.class)
                .hasMessage("allowOperations lacks " + operation + ", which the model " + version
                        + " runs and which may access resources outside the model; add it if you trust the model");
    }
}
