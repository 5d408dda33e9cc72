// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.savedmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.export.SavedModelExporter;
import dev.nin.export.TestModels;
import dev.nin.model.UserInputException;
import dev.nin.testing.NativeLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.CollectionDef;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.SavedModel;

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
                .singleElement()
                .asString()
                .startsWith("SavedModelBundle made at " + LoadedModel.class.getName());
        assertThat(NativeLedger.alive()).isEqualTo(before);
    }

    @Test
    void leavesNothingOpenThatFailsToLoad() throws IOException {
        Path version = SavedModelExporter.export(TestModels.checkpoint(), folder);
        Path file = version.resolve(SavedModelFormat.GRAPH);
        SavedModel.Builder model = SavedModel.parseFrom(Files.readAllBytes(file)).toBuilder();
        CollectionDef.Builder initializers = CollectionDef.newBuilder();
        initializers.getNodeListBuilder().addValue("missing");
        model.getMetaGraphsBuilder(0).putCollectionDef("table_initializer", initializers.build());
        Files.write(file, model.build().toByteArray());
        Files.delete(version.resolve(SavedModelFormat.EXTRA).resolve(ModelManifest.NAME));
        List<String> before = NativeLedger.alive();

        assertThatThrownBy(() -> LoadedModel.load(version, ConfigProto.getDefaultInstance()))
                .isInstanceOf(UserInputException.class)
                .hasMessage("model " + version + " cannot be loaded; export it again");
        assertThat(NativeLedger.alive()).isEqualTo(before);
    }
}
