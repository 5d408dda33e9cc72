// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.dsl.Nin;
import dev.nin.model.ModelSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.TensorFlow;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto.Dim;

/** Tests the content of an exported file that TensorFlow Serving reads. */
class ServingSignatureTest {
    @TempDir
    private static Path folder;

    private static SavedModel model = SavedModel.getDefaultInstance();

    @BeforeAll
    static void export() throws IOException {
        ModelSpec spec = Nin.image(5, 4, 3).conv2d(2, 3).flatten().dense(6).build("m");
        Path version = SavedModelExporter.export(TestModels.checkpoint(spec, 1), folder);
        model = SavedModel.parseFrom(Files.readAllBytes(version.resolve("saved_model.pb")));
    }

    @Test
    void hasOneGraphForServing() {
        assertThat(model.getSavedModelSchemaVersion()).isEqualTo(1);
        assertThat(model.getMetaGraphsList()).hasSize(1);
        assertThat(graph().getMetaInfoDef().getTagsCount()).isEqualTo(1);
        assertThat(graph().getMetaInfoDef().getTags(0)).isEqualTo("serve");
        assertThat(graph().getMetaInfoDef().getTensorflowVersion()).startsWith("2.");
    }

    @Test
    void hasTheStandardSignaturesAllOfThePredictMethod() {
        assertThat(graph().getSignatureDefMap()).containsOnlyKeys("serving_default", "encoded", "features", "logits");
        assertThat(graph().getSignatureDefMap().values())
                .extracting(SignatureDef::getMethodName)
                .containsOnly("tensorflow/serving/predict");
    }

    @Test
    void takesImagesAsTheyAreStored() {
        for (String key : List.of("serving_default", "features", "logits")) {
            assertThat(signature(key).getInputsMap()).containsOnlyKeys("images");
            assertThat(describe(signature(key).getInputsOrThrow("images")))
                    .isEqualTo("images:0 DT_UINT8 [-1, 5, 4, 3]");
        }
    }

    @Test
    void takesImageFiles() {
        assertThat(signature("encoded").getInputsMap()).containsOnlyKeys("image_bytes");
        assertThat(describe(signature("encoded").getInputsOrThrow("image_bytes")))
                .isEqualTo("image_bytes:0 DT_STRING [-1]");
        assertThat(signature("encoded").getOutputsMap())
                .isEqualTo(signature("serving_default").getOutputsMap());
    }

    @Test
    void answersWithTheBatchFirst() {
        assertThat(outputs("serving_default"))
                .containsExactlyInAnyOrder(
                        "probabilities: probabilities:0 DT_FLOAT [-1, 6]",
                        "classes: classes:0 DT_STRING [-1]",
                        "class_ids: class_ids:0 DT_INT64 [-1]");
        assertThat(outputs("features")).containsExactly("features: features:0 DT_FLOAT [-1, 12]");
        assertThat(outputs("logits")).containsExactly("logits: logits:0 DT_FLOAT [-1, 6]");
    }

    @Test
    void hasEveryTensorThatIsNamed() {
        List<String> nodes = graph().getGraphDef().getNodeList().stream()
                .map(NodeDef::getName)
                .toList();
        assertThat(nodes)
                .contains("images", "image_bytes", "probabilities", "classes", "class_ids", "features", "logits")
                .contains(LabelsFile.NODE);
    }

    @Test
    void leavesOutAttributesOfTheirDefaultValue() {
        assertThat(graph().getMetaInfoDef().getStrippedDefaultAttrs()).isTrue();
        Map<String, OpDef> operations = TensorFlow.registeredOpList().getOpList().stream()
                .collect(Collectors.toMap(OpDef::getName, operation -> operation));
        List<NodeDef> nodes = new ArrayList<>(graph().getGraphDef().getNodeList());
        graph().getGraphDef().getLibrary().getFunctionList().forEach(each -> nodes.addAll(each.getNodeDefList()));
        assertThat(nodes).extracting(NodeDef::getOp).contains("DecodeJpeg", "Conv2D", "MapDefun");
        for (NodeDef node : nodes) {
            for (OpDef.AttrDef attribute :
                    Objects.requireNonNull(operations.get(node.getOp())).getAttrList()) {
                if (attribute.hasDefaultValue() && node.containsAttr(attribute.getName())) {
                    assertThat(node.getAttrOrThrow(attribute.getName()))
                            .as(node.getName() + "." + attribute.getName())
                            .isNotEqualTo(attribute.getDefaultValue());
                }
            }
        }
    }

    @Test
    void listsTheOperationsThatItUses() {
        List<String> listed = graph().getMetaInfoDef().getStrippedOpList().getOpList().stream()
                .map(OpDef::getName)
                .toList();
        assertThat(listed).isSorted().contains("Conv2D", "DecodeJpeg", "MapDefun", "Softmax");
        assertThat(listed).doesNotContain("VariableV2", "Assign");
    }

    @Test
    void namesTheLabelsFile() throws IOException {
        assertThat(graph().getAssetFileDefCount()).isEqualTo(1);
        assertThat(graph().getAssetFileDef(0).getFilename()).isEqualTo("labels.txt");
        assertThat(graph().getAssetFileDef(0).getTensorInfo().getName()).isEqualTo("labels_file:0");
        assertThat(Files.readString(folder.resolve("1/assets/labels.txt"))).isEqualTo("a\nb\nc\nd\ne\nf\n");
    }

    @Test
    void holdsNoVariables() {
        assertThat(graph().getGraphDef().getNodeList())
                .extracting(NodeDef::getOp)
                .contains("Const", "Conv2D")
                .noneMatch(operation -> operation.contains("Variable") || operation.contains("VarHandle"));
    }

    private static MetaGraphDef graph() {
        return model.getMetaGraphs(0);
    }

    private static SignatureDef signature(String key) {
        return graph().getSignatureDefOrThrow(key);
    }

    private static List<String> outputs(String key) {
        return signature(key).getOutputsMap().entrySet().stream()
                .map(output -> output.getKey() + ": " + describe(output.getValue()))
                .toList();
    }

    private static String describe(TensorInfo tensor) {
        List<Long> dimensions =
                tensor.getTensorShape().getDimList().stream().map(Dim::getSize).toList();
        return tensor.getName() + " " + tensor.getDtype() + " " + dimensions;
    }
}
