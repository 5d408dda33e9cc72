// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.savedmodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;

/** Changes exported models into such as nobody exports here. */
final class ChangedModel {
    private ChangedModel() {}

    /** Changes a model's graph, and takes away the manifest that would show it. */
    static void changeGraph(Path version, Consumer<GraphDef.Builder> change) throws IOException {
        change(version, model -> change.accept(model.getGraphDefBuilder()));
    }

    /** Changes anything of a model, and takes away the manifest that would show it. */
    static void change(Path version, Consumer<MetaGraphDef.Builder> change) throws IOException {
        Path file = version.resolve(SavedModelFormat.GRAPH);
        SavedModel.Builder model = SavedModel.parseFrom(Files.readAllBytes(file)).toBuilder();
        MetaGraphDef before = model.getMetaGraphs(0);
        change.accept(model.getMetaGraphsBuilder(0));
        assertThat(model.getMetaGraphs(0)).isNotEqualTo(before);
        Files.write(file, model.build().toByteArray());
        Files.delete(version.resolve(SavedModelFormat.EXTRA).resolve(ModelManifest.NAME));
    }
}
