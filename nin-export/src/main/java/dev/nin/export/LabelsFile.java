// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tensorflow.proto.AssetFileDef;
import org.tensorflow.proto.TensorInfo;

/** The names of the classes or tags as a text file, one per line. */
final class LabelsFile {
    /** The file's name under assets. */
    static final String NAME = "labels.txt";
    /** The node whose tensor TensorFlow's loaders feed with the file's path. */
    static final String NODE = "labels_file";

    private static final String ASSETS = "assets";

    private LabelsFile() {}

    /** Writes labels into a SavedModel's folder. */
    static void write(Path model, List<String> labels) throws IOException {
        Path assets = Files.createDirectory(model.resolve(ASSETS));
        Files.writeString(assets.resolve(NAME), String.join("\n", labels) + "\n");
    }

    /** Returns the asset definition that declares the file to readers. */
    static AssetFileDef definition() {
        return AssetFileDef.newBuilder()
                .setFilename(NAME)
                .setTensorInfo(TensorInfo.newBuilder().setName(NODE + ":0"))
                .build();
    }
}
