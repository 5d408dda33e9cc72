// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.savedmodel;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.nin.messages.TensorInfos;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.proto.AssetFileDef;
import org.tensorflow.proto.CollectionDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SaverDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.types.TString;

/**
 * The initialization of a model before it can run: variables are restored, then the model's own initializers run. Both
 * get the paths of the model's assets.
 */
final class Initialization {
    /** The initializers of TensorFlow 1 models; the first that exists is used. */
    private static final List<String> OPERATIONS = List.of("saved_model_main_op", "legacy_init_op");

    private static final String TABLES = "table_initializer";
    private static final String ASSETS = "saved_model_assets";

    private Initialization() {}

    /** Returns the operation that restores the variables; empty if there is none. */
    static Optional<String> restoring(MetaGraphDef model) {
        String name = model.getSaverDef().getRestoreOpName();
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    /** Returns the operations to run afterwards: the model's own initializer, and those that fill its tables. */
    static List<String> own(MetaGraphDef model) {
        SignatureDef signature = model.getSignatureDefMap().get(SavedModelFormat.INITIALIZATION);
        List<String> operations = signature == null
                ? OPERATIONS.stream()
                        .map(key -> collection(model, key))
                        .filter(names -> !names.isEmpty())
                        .findFirst()
                        .orElse(List.of())
                : signature.getOutputsMap().values().stream()
                        .map(TensorInfo::getName)
                        .toList();
        return Stream.concat(operations.stream(), collection(model, TABLES).stream())
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    /**
     * Runs the initialization.
     *
     * @param version the model's folder, whose variables are read
     * @throws InvalidProtocolBufferException if an asset's description is damaged
     */
    static void run(Path version, MetaGraphDef model, Session session) throws InvalidProtocolBufferException {
        Map<String, Tensor> feeds = new LinkedHashMap<>();
        try {
            for (AssetFileDef asset : assets(model)) {
                Path file = Path.of(version.toString(), "assets", asset.getFilename());
                feeds.put(asset.getTensorInfo().getName(), TString.scalarOf(file.toString()));
            }
            Path variables = version.resolve(SavedModelFormat.VARIABLES).resolve(SavedModelFormat.VARIABLES);
            if (Files.exists(Path.of(variables + ".index"))) {
                SaverDef saver = model.getSaverDef();
                feeds.put(saver.getFilenameTensorName(), TString.scalarOf(variables.toString()));
                restoring(model).ifPresent(operation -> run(session, operation, feeds));
                feeds.remove(saver.getFilenameTensorName()).close();
            }
            own(model).forEach(operation -> run(session, operation, feeds));
        } finally {
            feeds.values().forEach(Tensor::close);
        }
    }

    private static List<String> collection(MetaGraphDef model, String key) {
        return model.getCollectionDefOrDefault(key, CollectionDef.getDefaultInstance())
                .getNodeList()
                .getValueList();
    }

    private static List<AssetFileDef> assets(MetaGraphDef model) throws InvalidProtocolBufferException {
        List<AssetFileDef> assets = new ArrayList<>(model.getAssetFileDefList());
        if (assets.isEmpty()) {
            CollectionDef collection = model.getCollectionDefOrDefault(ASSETS, CollectionDef.getDefaultInstance());
            for (Any asset : collection.getAnyList().getValueList()) {
                assets.add(asset.unpack(AssetFileDef.class));
            }
        }
        return assets;
    }

    private static void run(Session session, String operation, Map<String, Tensor> feeds) {
        Session.Runner runner = session.runner();
        feeds.forEach(runner::feed);
        runner.addTarget(session.graph().operationOrThrow(TensorInfos.operation(operation)))
                .run()
                .close();
    }
}
