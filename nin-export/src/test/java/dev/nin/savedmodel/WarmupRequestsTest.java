// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.savedmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.UserInputException;
import dev.nin.export.ExportOptions;
import dev.nin.export.SavedModelExporter;
import dev.nin.export.TestModels;
import dev.nin.messages.PredictRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/** Tests the requests that a server runs when it loads a model. */
class WarmupRequestsTest {
    @TempDir
    private Path folder;

    @Test
    void asksEachSignatureInEachBatchSize() {
        List<PredictRequest> requests = WarmupRequests.read(export(1, 16));

        assertThat(requests)
                .extracting(request -> request.signature() + " " + batch(request))
                .containsExactlyInAnyOrder(
                        "serving_default 1",
                        "serving_default 16",
                        "encoded 1",
                        "encoded 16",
                        "features 1",
                        "features 16",
                        "logits 1",
                        "logits 16");
        assertThat(requests).extracting(PredictRequest::model).containsOnly("m");
        assertThat(requests)
                .filteredOn(request -> request.signature().equals("encoded"))
                .flatExtracting(request -> request.inputs().values())
                .extracting(TensorProto::getDtype)
                .containsExactly(DataType.DT_STRING, DataType.DT_STRING);
    }

    @Test
    void isAnsweredByTheModel() {
        Path version = export(3);

        try (LoadedModel model = LoadedModel.load(version, ConfigProto.getDefaultInstance())) {
            List<ModelTrial> trials = ModelTrial.run(model, WarmupRequests.read(version));
            assertThat(trials).hasSize(4).extracting(ModelTrial::batch).containsOnly(3L);
        }
    }

    /** A batch of two images must still fit into an array. */
    @Test
    void refusesImagesThatNoArrayHolds() {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (long dimension : new long[] {-1, 1 << 20, 1 << 20}) {
            shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(dimension));
        }
        TensorInfo images = TensorInfo.newBuilder()
                .setDtype(DataType.DT_UINT8)
                .setTensorShape(shape)
                .build();
        SignatureDef signature =
                SignatureDef.newBuilder().putInputs("in", images).build();

        assertThatThrownBy(() -> WarmupRequests.of("m", Map.of("other", signature), List.of(1)))
                .isInstanceOf(UserInputException.class)
                .hasMessage(
                        "signature other takes in, uint8 [-1, 1048576, 1048576], expected a batch of images (uint8 or"
                                + " float of a known shape) or of image files (image_bytes); use a model that this library"
                                + " exported");
    }

    @Test
    void isLeftOutUnlessAskedFor() {
        Path version = SavedModelExporter.export(TestModels.checkpoint(), folder.resolve("m"));

        assertThat(WarmupRequests.read(version)).isEmpty();
        assertThat(version.resolve("assets.extra/tf_serving_warmup_requests")).doesNotExist();
    }

    @Test
    void refusesMoreThanAServerAccepts() {
        List<Integer> sizes = IntStream.rangeClosed(1, 251).boxed().toList();

        assertThatThrownBy(() -> SavedModelExporter.export(
                        TestModels.checkpoint(),
                        folder,
                        ExportOptions.builder().warmUp(sizes).build()))
                .isInstanceOf(UserInputException.class)
                .hasMessage("warmUp of 4 signatures in 251 batch sizes makes 1004 requests, expected at most 1000; "
                        + "name fewer sizes");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void tellsOfADamagedFile() throws IOException {
        Path version = export(1);
        Path file = version.resolve("assets.extra/tf_serving_warmup_requests");
        Files.writeString(file, "no records at all");

        assertThatThrownBy(() -> WarmupRequests.read(version))
                .isInstanceOf(UserInputException.class)
                .hasMessage("warm-up file " + file + " cannot be read (record 1 is damaged); export the model again");
    }

    private Path export(Integer... batchSizes) {
        return SavedModelExporter.export(
                TestModels.checkpoint(),
                folder.resolve("m"),
                ExportOptions.builder().warmUp(List.of(batchSizes)).build());
    }

    private static long batch(PredictRequest request) {
        return request.inputs()
                .values()
                .iterator()
                .next()
                .getTensorShape()
                .getDim(0)
                .getSize();
    }
}
