// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.savedmodel;

/** Names that the format gives. */
public final class SavedModelFormat {
    /** The file that a folder must hold to be a SavedModel. */
    public static final String GRAPH = "saved_model.pb";
    /** The tag that TensorFlow Serving asks for. */
    public static final String TAG = "serve";
    /** The signature, and its output, that models of TensorFlow 2 initialize themselves by; nobody asks it. */
    public static final String INITIALIZATION = "__saved_model_init_op";
    /** The folder of the variables' values, and the name that its files begin with. */
    public static final String VARIABLES = "variables";
    /** The folder of files that TensorFlow itself does not read. */
    public static final String EXTRA = "assets.extra";

    private SavedModelFormat() {}
}
