// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.savedmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.nin.UserInputException;
import dev.nin.export.SavedModelExporter;
import dev.nin.export.TestModels;
import dev.nin.serving.Prediction;
import dev.nin.serving.Predictor;
import dev.nin.testing.NativeLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.CollectionDef;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

class LoadedModelTest {
    @TempDir
    private Path folder;

    @Test
    void isOpenUntilItIsClosed() {
        Path version = SavedModelExporter.export(TestModels.checkpoint(), folder);
        List<String> before = NativeLedger.alive();
        LoadedModel model = LoadedModel.load(version, ConfigProto.getDefaultInstance());
        List<String> opened = new ArrayList<>(NativeLedger.alive());
        before.forEach(opened::remove);
        model.close();

        assertThat(opened)
                .allMatch(each -> each.contains(" made at " + LoadedModel.class.getName() + ".start:"))
                .extracting(each -> each.substring(0, each.indexOf(' ')))
                .containsExactly("Graph", "Session");
        assertThat(NativeLedger.alive()).isEqualTo(before);
    }

    @Test
    void refusesToRunWhatTheGraphDoesNotHave() throws IOException {
        assertThat(refusalOf("missing"))
                .hasMessageEndingWith(" runs missing, which its graph does not have; export it again");
    }

    /** A placeholder fails unless it is fed. */
    @Test
    void leavesNothingOpenThatCannotBeInitialized() throws IOException {
        assertThat(refusalOf("image_bytes"))
                .hasMessageContaining(" cannot be loaded (You must feed a value for placeholder tensor 'image_bytes'")
                .hasMessageEndingWith("); export it again");
    }

    @Test
    void refusesAManifestThatKnowsNothingOfTheGraph() throws IOException {
        Path version = SavedModelExporter.export(TestModels.checkpoint(), folder);
        Files.writeString(version.resolve(SavedModelFormat.EXTRA).resolve(ModelManifest.NAME), "{\"format\": 1}");

        assertThat(catchThrowable(() -> LoadedModel.load(version, ConfigProto.getDefaultInstance())))
                .isInstanceOf(UserInputException.class)
                .hasMessage(
                        "model " + version + ": its manifest has no SHA-256 of saved_model.pb; export the model again");
    }

    /** Without a signature, nothing else reveals the empty graph, on which TensorFlow Java crashes. */
    @Test
    void refusesAnEmptyGraph() throws IOException {
        Path version = SavedModelExporter.export(TestModels.checkpoint(), folder);
        ChangedModel.change(version, model -> model.clearGraphDef().clearSignatureDef());

        assertThat(catchThrowable(() -> LoadedModel.load(version, ConfigProto.getDefaultInstance())))
                .isInstanceOf(UserInputException.class)
                .hasMessage("model " + version + " has an empty graph; export it again");
    }

    @Test
    void initializesTheModel() throws IOException {
        byte[] image = new byte[TestModels.SIZE * TestModels.SIZE];
        Arrays.fill(image, (byte) 100);
        Path version = SavedModelExporter.export(TestModels.checkpoint(), folder);
        List<Prediction> expected = answers(version, image);

        // Replaces the factor of the pixels with a variable, which an operation initializes.
        ChangedModel.change(version, model -> {
            GraphDef.Builder graph = model.getGraphDefBuilder();
            AttrValue type = AttrValue.newBuilder().setType(DataType.DT_FLOAT).build();
            AttrValue scalar = AttrValue.newBuilder()
                    .setShape(TensorShapeProto.getDefaultInstance())
                    .build();
            graph.addNodeBuilder()
                    .setName("factor")
                    .setOp("VarHandleOp")
                    .putAttr("dtype", type)
                    .putAttr("shape", scalar);
            graph.addNodeBuilder()
                    .setName("set")
                    .setOp("AssignVariableOp")
                    .addInput("factor")
                    .addInput("model/images/Const")
                    .putAttr("dtype", type);
            graph.addNodeBuilder()
                    .setName("get")
                    .setOp("ReadVariableOp")
                    .addInput("factor")
                    .putAttr("dtype", type);
            graph.getNodeBuilderList().stream()
                    .filter(node -> node.getName().equals("model/images/Mul"))
                    .forEach(node -> node.setInput(1, "get"));
            model.putCollectionDef("legacy_init_op", nodes("set"));
        });

        assertThat(answers(version, image)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "images:0, 3, 'its graph takes [-1, 4, 4, 1]'",
        "images, 3, 'its graph takes [-1, 4, 4, 1]'",
        "images:1, 4, 'its graph has no images:1'",
        "images:one, 4, 'its graph has no images:one'",
        "image:0, 4, 'its graph has no image:0'"
    })
    void refusesASignatureThatIsNotTheGraphs(String tensor, int dimensions, String why) throws IOException {
        Path version = SavedModelExporter.export(TestModels.checkpoint(), folder);
        ChangedModel.change(version, model -> {
            SignatureDef.Builder signature = model.getSignatureDefOrThrow("features").toBuilder();
            TensorInfo.Builder images = signature.getInputsOrThrow("images").toBuilder();
            for (int last = 3; last >= dimensions; last--) {
                images.getTensorShapeBuilder().removeDim(last);
            }
            model.putSignatureDef(
                    "features",
                    signature
                            .putInputs("images", images.setName(tensor).build())
                            .build());
        });

        assertThat(catchThrowable(() -> LoadedModel.load(version, ConfigProto.getDefaultInstance())))
                .isInstanceOf(UserInputException.class)
                .hasMessage("model " + version + ": signature features takes images of the shape "
                        + (dimensions == 3 ? "[-1, 4, 4]" : "[-1, 4, 4, 1]") + ", " + why + "; export it again");
    }

    private static List<Prediction> answers(Path version, byte[] image) {
        try (Predictor predictor = Predictor.open(version)) {
            return predictor.predict(image);
        }
    }

    /** Returns the message for a model with this initializer; checks that nothing stays open. */
    private Throwable refusalOf(String operation) throws IOException {
        Path version = SavedModelExporter.export(TestModels.checkpoint(), folder);
        ChangedModel.change(version, model -> model.putCollectionDef("saved_model_main_op", nodes(operation)));
        List<String> before = NativeLedger.alive();
        Throwable refusal = catchThrowable(() -> LoadedModel.load(version, ConfigProto.getDefaultInstance()));
        assertThat(NativeLedger.alive()).isEqualTo(before);
        assertThat(refusal).isInstanceOf(UserInputException.class).hasMessageStartingWith("model " + version);
        return refusal;
    }

    private static CollectionDef nodes(String name) {
        CollectionDef.Builder nodes = CollectionDef.newBuilder();
        nodes.getNodeListBuilder().addValue(name);
        return nodes.build();
    }
}
