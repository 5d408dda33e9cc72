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

/** Modifies exported models into models that this library does not export. */
final class ChangedModel {
    private ChangedModel() {}

    /** Modifies a model's graph, and deletes the manifest that would reveal it. */
    static void changeGraph(Path version, Consumer<GraphDef.Builder> change) throws IOException {
        change(version, model -> change.accept(model.getGraphDefBuilder()));
    }

    /** Modifies any part of a model, and deletes the manifest that would reveal it. */
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
