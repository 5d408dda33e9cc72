// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/** SavedModels for TensorFlow Serving, a predictor that reads them, and the command for both. */
// What dev.nin.command and dev.nin.messages are shared with is compiled after this one.
@SuppressWarnings("module")
module dev.nin.export {
    requires transitive dev.nin.core;
    requires transitive java.desktop;
    requires com.fasterxml.jackson.databind;
    requires com.google.common;
    requires info.picocli;
    requires static org.jspecify;

    exports dev.nin.export;
    exports dev.nin.serving;
    exports dev.nin.versions;
    exports dev.nin.command to
            dev.nin.train;
    exports dev.nin.messages to
            dev.nin.train;

    // Options are fields that picocli fills.
    opens dev.nin.export to
            info.picocli;
}
