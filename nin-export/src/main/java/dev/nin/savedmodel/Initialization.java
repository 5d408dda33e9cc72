// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.savedmodel;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.tensorflow.Session;
import org.tensorflow.proto.CollectionDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SaverDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.types.TString;

/**
 * What a model runs before it can be asked: its variables are restored, then what it names for it is run. The values of
 * assets are not fed, since what would read those files is refused.
 */
final class Initialization {
    /** The collections of models of TensorFlow 1; the first that is there counts. */
    private static final List<String> COLLECTIONS = List.of("saved_model_main_op", "legacy_init_op");

    private Initialization() {}

    /** The names of the operations, for a look at them. */
    static List<String> operations(MetaGraphDef model) {
        return Stream.concat(Stream.of(model.getSaverDef().getRestoreOpName()), own(model).stream())
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /**
     * Runs them.
     *
     * @param version the model's folder, whose variables are read
     */
    static void run(Path version, MetaGraphDef model, Session session) {
        SaverDef saver = model.getSaverDef();
        Path variables = version.resolve(SavedModelFormat.VARIABLES).resolve(SavedModelFormat.VARIABLES);
        if (!saver.getRestoreOpName().isEmpty() && Files.exists(Path.of(variables + ".index"))) {
            try (TString file = TString.scalarOf(variables.toString())) {
                run(session, session.runner().feed(saver.getFilenameTensorName(), file), saver.getRestoreOpName());
            }
        }
        own(model).forEach(operation -> run(session, session.runner(), operation));
    }

    private static List<String> own(MetaGraphDef model) {
        SignatureDef signature = model.getSignatureDefMap().get(SignatureNames.INITIALIZATION);
        if (signature != null) {
            return signature.getOutputsMap().values().stream()
                    .map(output -> output.getName())
                    .toList();
        }
        return COLLECTIONS.stream()
                .map(key -> model.getCollectionDefOrDefault(key, CollectionDef.getDefaultInstance())
                        .getNodeList())
                .filter(nodes -> nodes.getValueCount() > 0)
                .findFirst()
                .map(nodes -> List.copyOf(nodes.getValueList()))
                .orElse(List.of());
    }

    private static void run(Session session, Session.Runner runner, String name) {
        runner.addTarget(session.graph().operationOrThrow(OutsideWorld.node(name)))
                .run()
                .close();
    }
}
