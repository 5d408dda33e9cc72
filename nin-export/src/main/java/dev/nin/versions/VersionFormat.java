// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.versions;

import dev.nin.UserInputException;
import dev.nin.onnx.format.OnnxFile;
import dev.nin.savedmodel.SavedModelFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The format of the versions in a model's folder. */
public enum VersionFormat {
    /** A SavedModel, for TensorFlow. */
    SAVED_MODEL(SavedModelFormat.GRAPH, "a SavedModel"),
    /** An ONNX file, for ONNX Runtime and others. */
    ONNX(OnnxFile.NAME, "an ONNX model");

    private final String file;
    private final String title;

    VersionFormat(String file, String title) {
        this.file = file;
        this.title = title;
    }

    /**
     * Returns the file that a version of this format must have.
     *
     * @return its name
     */
    public String file() {
        return file;
    }

    /**
     * Returns whether a folder is a version of this format.
     *
     * @param version the folder
     * @return whether it has the format's file
     */
    public boolean isIn(Path version) {
        return Files.isRegularFile(version.resolve(file));
    }

    /**
     * Throws if a version of this format cannot become the next one in a folder.
     *
     * @param versions the model's folder
     * @throws UserInputException if its newest version has another format
     */
    public void requireFit(VersionDirectory versions) {
        OptionalLong newest = versions.newest();
        for (VersionFormat each : values()) {
            if (each != this && newest.isPresent() && each.isIn(versions.version(newest.getAsLong()))) {
                throw new UserInputException(versions.version(newest.getAsLong()) + " is " + each.title + ", expected "
                        + title + " in each version of a folder; name another folder");
            }
        }
    }
}
