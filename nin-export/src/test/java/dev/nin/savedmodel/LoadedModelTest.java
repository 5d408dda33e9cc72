// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.savedmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.export.SavedModelExporter;
import dev.nin.export.TestModels;
import dev.nin.model.UserInputException;
import dev.nin.testing.NativeLedger;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.CollectionDef;
import org.tensorflow.proto.ConfigProto;

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
                .allMatch(each -> each.contains(" made at " + LoadedModel.class.getName() + ".load:"))
                .extracting(each -> each.substring(0, each.indexOf(' ')))
                .containsExactly("Graph", "Session");
        assertThat(NativeLedger.alive()).isEqualTo(before);
    }

    @Test
    void leavesNothingOpenThatFailsToLoad() throws IOException {
        Path version = SavedModelExporter.export(TestModels.checkpoint(), folder);
        CollectionDef.Builder initializers = CollectionDef.newBuilder();
        initializers.getNodeListBuilder().addValue("missing");
        ChangedModel.change(version, model -> model.putCollectionDef("table_initializer", initializers.build()));
        List<String> before = NativeLedger.alive();

        assertThatThrownBy(() -> LoadedModel.load(version, ConfigProto.getDefaultInstance()))
                .isInstanceOf(UserInputException.class)
                .hasMessage("model " + version + " runs missing, which its graph does not have; export it again");
        assertThat(NativeLedger.alive()).isEqualTo(before);
    }
}
