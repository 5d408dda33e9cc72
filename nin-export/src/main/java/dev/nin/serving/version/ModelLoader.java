// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving.version;

import com.google.common.base.Throwables;
import dev.nin.UserInputException;
import dev.nin.onnx.runtime.OnnxModel;
import dev.nin.savedmodel.LoadedModel;
import dev.nin.savedmodel.RunnableModel;
import dev.nin.versions.VersionFormat;
import java.nio.file.Path;
import java.util.Set;
import org.tensorflow.proto.ConfigProto;

/** Loads a version into the runtime for its format. */
public final class ModelLoader {
    private ModelLoader() {}

    /**
     * Loads a version.
     *
     * @param version its folder, with a SavedModel or an ONNX file
     * @param config the session's configuration
     * @param allowed the types of operations of a SavedModel to accept besides those that only compute
     * @return the model, to be closed by the caller
     * @throws UserInputException if it cannot be loaded, differs from its manifest, or may do more than compute
     */
    public static RunnableModel load(Path version, ConfigProto config, Set<String> allowed) {
        if (VersionFormat.SAVED_MODEL.isIn(version) || !VersionFormat.ONNX.isIn(version)) {
            return LoadedModel.load(version, config, allowed);
        }
        try {
            return OnnxModel.load(version, config);
        } catch (NoClassDefFoundError e) {
            throw new UserInputException(
                    "model " + version + " is an ONNX model, which needs ONNX Runtime (" + e.getMessage()
                            + "); add com.microsoft.onnxruntime:onnxruntime to the class path, or export a SavedModel",
                    e);
        } catch (UnsatisfiedLinkError | ExceptionInInitializerError e) {
            throw new UserInputException(
                    "model " + version + " is an ONNX model, and ONNX Runtime cannot be started ("
                            + Throwables.getRootCause(e).getMessage() + "); export a SavedModel",
                    e);
        }
    }
}
