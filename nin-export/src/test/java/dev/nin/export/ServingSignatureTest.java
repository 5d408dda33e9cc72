package dev.nin.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.dsl.Nin;
import dev.nin.model.ModelSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto.Dim;

/** What TensorFlow Serving reads in an exported file. */
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
    void isThePredictMethodUnderTheDefaultKey() {
        assertThat(graph().getSignatureDefMap()).containsOnlyKeys("serving_default");
        assertThat(signature().getMethodName()).isEqualTo("tensorflow/serving/predict");
    }

    @Test
    void takesImagesAsTheyAreStored() {
        assertThat(signature().getInputsMap()).containsOnlyKeys("images");
        TensorInfo images = signature().getInputsOrThrow("images");
        assertThat(images.getDtype()).isEqualTo(DataType.DT_UINT8);
        assertThat(dimensions(images)).containsExactly(-1L, 5L, 4L, 3L);
    }

    @Test
    void givesProbabilitiesAndClassesForEachImage() {
        assertThat(signature().getOutputsMap()).containsOnlyKeys("probabilities", "classes");
        TensorInfo probabilities = signature().getOutputsOrThrow("probabilities");
        assertThat(probabilities.getDtype()).isEqualTo(DataType.DT_FLOAT);
        assertThat(dimensions(probabilities)).containsExactly(-1L, 6L);
        TensorInfo classes = signature().getOutputsOrThrow("classes");
        assertThat(classes.getDtype()).isEqualTo(DataType.DT_STRING);
        assertThat(dimensions(classes)).containsExactly(-1L);
    }

    @Test
    void namesTensorsOfTheGraph() {
        List<String> nodes = graph().getGraphDef().getNodeList().stream()
                .map(NodeDef::getName)
                .toList();
        assertThat(signature().getOutputsOrThrow("probabilities").getName()).isEqualTo("probabilities:0");
        assertThat(signature().getOutputsOrThrow("classes").getName()).isEqualTo("classes:0");
        assertThat(signature().getInputsOrThrow("images").getName()).isEqualTo("input:0");
        assertThat(nodes).contains("probabilities", "classes", "input");
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

    private static SignatureDef signature() {
        return graph().getSignatureDefOrThrow("serving_default");
    }

    private static List<Long> dimensions(TensorInfo tensor) {
        return tensor.getTensorShape().getDimList().stream().map(Dim::getSize).toList();
    }
}
