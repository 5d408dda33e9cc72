// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.savedmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.nin.UserInputException;
import dev.nin.export.ExportOptions;
import dev.nin.export.SavedModelExporter;
import dev.nin.export.TestModels;
import dev.nin.serving.Prediction;
import dev.nin.serving.Predictor;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorShapeProto;

/** Tests that models of a few kilobytes that would fill the memory are rejected before they run. */
class TensorSizesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void modelsWithoutAManifestAreLoaded(boolean variables) throws IOException {
        Path version = SavedModelExporter.export(
                TestModels.checkpoint(),
                folder,
                ExportOptions.builder().variables(variables).build());
        byte[] image = new byte[TestModels.SIZE * TestModels.SIZE];
        Arrays.fill(image, (byte) 100);
        List<Prediction> expected = answers(version, image);
        ChangedModel.changeGraph(
                version, graph -> graph.addNodeBuilder().setName("none").setOp("NoOp"));

        assertThat(answers(version, image)).isEqualTo(expected);
    }

    private static List<Prediction> answers(Path version, byte[] image) {
        try (Predictor predictor = Predictor.open(version)) {
            return predictor.predict(image);
        }
    }

    /** A tensor may have as many values as the files have bytes. */
    @Test
    void weightsAreMeasuredByTheFiles() throws IOException {
        Path version = SavedModelExporter.export(TestModels.checkpoint(), folder);
        ChangedModel.changeGraph(version, graph -> addWeights(graph, DataType.DT_FLOAT, 8, 1L << 23));
        Path variables = Files.createDirectory(version.resolve(SavedModelFormat.VARIABLES));
        try (RandomAccessFile sparse =
                new RandomAccessFile(variables.resolve("weights").toFile(), "rw")) {
            sparse.setLength(1L << 26);
        }

        LoadedModel.load(version, ConfigProto.getDefaultInstance()).close();
    }

    @Test
    void weightsOfAnotherTypeAreRefused() throws IOException {
        Path version = SavedModelExporter.export(TestModels.checkpoint(), folder);
        ChangedModel.changeGraph(version, graph -> addWeights(graph, DataType.DT_HALF, 8, 8));

        assertThatThrownBy(() -> LoadedModel.load(version, ConfigProto.getDefaultInstance()))
                .isInstanceOf(UserInputException.class)
                .hasMessage("model " + version + ": weights (Const) is DT_FLOAT and has a value of DT_HALF, "
                        + "expected the same; export it again");
    }

    /** TensorFlow multiplies from the left, and fails before it reaches the 0. */
    @Test
    void weightsOfMoreValuesThanCanBeCountedAreRefused() throws IOException {
        Path version = SavedModelExporter.export(TestModels.checkpoint(), folder);
        ChangedModel.changeGraph(version, graph -> addWeights(graph, DataType.DT_FLOAT, 1L << 40, 1L << 40, 0));

        assertRefused(version, "weights (Const) makes a tensor of the shape [1099511627776, 1099511627776, 0]");
    }

    private static void addWeights(GraphDef.Builder graph, DataType type, long... shape) {
        AttrValue.Builder value = AttrValue.newBuilder();
        TensorShapeProto.Builder dimensions =
                value.getTensorBuilder().setDtype(type).addFloatVal(1).getTensorShapeBuilder();
        for (long dimension : shape) {
            dimensions.addDim(TensorShapeProto.Dim.newBuilder().setSize(dimension));
        }
        graph.addNodeBuilder()
                .setName("weights")
                .setOp("Const")
                .putAttr("value", value.build())
                .putAttr(
                        "dtype",
                        AttrValue.newBuilder().setType(DataType.DT_FLOAT).build());
    }

    @Test
    void weightsOfAFewBytesAreRefused() throws IOException {
        Path version = SavedModelExporter.export(TestModels.checkpoint(), folder);
        ChangedModel.changeGraph(version, graph -> addWeights(graph, DataType.DT_FLOAT, 8, 1L << 23));

        assertRefused(version, "weights (Const) makes a tensor of the shape [8, 8388608]");
    }

    @Test
    void aSizeInAFunctionIsRefused() throws IOException {
        Path version = SavedModelExporter.export(TestModels.checkpoint(), folder);
        ChangedModel.changeGraph(version, graph -> {
            List<NodeDef.Builder> nodes =
                    graph.getLibraryBuilder().getFunctionBuilder(0).getNodeDefBuilderList();
            resize(input(nodes, "ScaleAndTranslate"), 1 << 28, 4);
        });

        assertRefused(
                version,
                "function_0/ScaleAndTranslate_1 (ScaleAndTranslate) makes a tensor of the shape [1, 268435456, 4, -1]");
    }

    /**
     * Returns the constant that feeds the second input of a function's first operation of a type, possibly through
     * switches.
     */
    private static NodeDef.Builder input(List<NodeDef.Builder> nodes, String operation) {
        NodeDef.Builder reader = nodes.stream()
                .filter(node -> node.getOp().equals(operation))
                .findFirst()
                .orElseThrow();
        NodeDef.Builder read = named(nodes, reader.getInput(1).split(":", -1)[0]);
        while (!read.getOp().equals("Const")) {
            read = named(nodes, read.getInput(0).split(":", -1)[0]);
        }
        return read;
    }

    private static void resize(NodeDef.Builder constant, int... size) {
        AttrValue.Builder value = constant.getAttrOrThrow("value").toBuilder();
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * size.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int each : size) {
            bytes.putInt(each);
        }
        value.getTensorBuilder().setTensorContent(ByteString.copyFrom(bytes.flip()));
        constant.putAttr("value", value.build());
    }

    private static NodeDef.Builder named(List<NodeDef.Builder> nodes, String name) {
        return nodes.stream()
                .filter(node -> node.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void assertRefused(Path version, String what) {
        assertThatThrownBy(() -> LoadedModel.load(version, ConfigProto.getDefaultInstance()))
                .isInstanceOf(UserInputException.class)
                .hasMessage("model " + version + ": " + what
                        + ", expected at most 33554432 values; use a model that this library exported");
    }
}
