// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import dev.nin.messages.TensorInfos;
import dev.nin.savedmodel.SavedModelFormat;
import dev.nin.weights.Weights;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.tensorflow.TensorFlow;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.MetaGraphDef.MetaInfoDef;
import org.tensorflow.proto.SavedModel;

/** Writes the files of a SavedModel: {@code saved_model.pb} and, if a task has labels, {@code assets/labels.txt}. */
final class SavedModelFiles {
    private static final long SCHEMA_VERSION = 1;

    private SavedModelFiles() {}

    /**
     * Writes the files into an empty folder.
     *
     * @param graph the model
     * @param weights the values of its variables, if it has any
     */
    static void write(Path folder, ServingGraph graph, Weights weights) throws IOException {
        GraphDef pruned = LeanGraph.pruned(graph.graph().toGraphDef(), wanted(graph));
        MetaGraphDef.Builder meta = MetaGraphDef.newBuilder().putAllSignatureDef(graph.signatures());
        if (!graph.tasks().labels().isEmpty()) {
            LabelsFile.write(folder, graph.tasks().labels());
            meta.addAssetFileDef(LabelsFile.definition());
        }
        if (graph.variables().isEmpty()) {
            write(folder, meta, pruned);
        } else {
            try (VariablesCheckpoint variables = VariablesCheckpoint.of(pruned, graph.variables())) {
                variables.write(folder, weights);
                meta.setSaverDef(variables.saver()).putAllCollectionDef(variables.collections());
                write(folder, meta, variables.graph().toGraphDef());
            }
        }
    }

    private static void write(Path folder, MetaGraphDef.Builder meta, GraphDef graph) throws IOException {
        LeanGraph lean = new LeanGraph();
        GraphDef stripped = lean.stripped(graph);
        MetaInfoDef about = MetaInfoDef.newBuilder()
                .addTags(SavedModelFormat.TAG)
                .setTensorflowVersion(TensorFlow.version())
                .setStrippedOpList(lean.operationsOf(stripped))
                .setStrippedDefaultAttrs(true)
                .build();
        SavedModel model = SavedModel.newBuilder()
                .setSavedModelSchemaVersion(SCHEMA_VERSION)
                .addMetaGraphs(meta.setMetaInfoDef(about).setGraphDef(stripped))
                .build();
        try (OutputStream out = Files.newOutputStream(folder.resolve(SavedModelFormat.GRAPH))) {
            model.writeTo(out);
        }
    }

    /** Returns the nodes that signatures and assets name. */
    private static Set<String> wanted(ServingGraph serving) {
        Set<String> wanted = new LinkedHashSet<>();
        if (!serving.tasks().labels().isEmpty()) {
            wanted.add(LabelsFile.NODE);
        }
        serving.signatures().values().forEach(signature -> {
            signature.getInputsMap().values().forEach(input -> wanted.add(TensorInfos.operation(input.getName())));
            signature.getOutputsMap().values().forEach(output -> wanted.add(TensorInfos.operation(output.getName())));
        });
        return wanted;
    }
}
