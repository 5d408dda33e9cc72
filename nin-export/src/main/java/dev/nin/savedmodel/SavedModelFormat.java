// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.savedmodel;

/** Names defined by the SavedModel format. */
public final class SavedModelFormat {
    /** The file that a folder must hold to be a SavedModel. */
    public static final String GRAPH = "saved_model.pb";
    /** The tag that TensorFlow Serving loads. */
    public static final String TAG = "serve";
    /** The signature, and its output, that initializes TensorFlow 2 models; clients do not use it. */
    public static final String INITIALIZATION = "__saved_model_init_op";
    /** The folder of the variables' values, and the prefix of its files. */
    public static final String VARIABLES = "variables";
    /** The folder of files that TensorFlow itself does not read. */
    public static final String EXTRA = "assets.extra";

    private SavedModelFormat() {}
}
