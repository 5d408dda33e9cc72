/** SavedModels for TensorFlow Serving, a predictor that reads them, and the command for both. */
module dev.nin.export {
    requires transitive dev.nin.core;
    requires transitive java.desktop;
    requires com.fasterxml.jackson.databind;
    requires com.google.common;
    requires info.picocli;
    requires static org.jspecify;

    exports dev.nin.export;

    // Options are fields that picocli fills.
    opens dev.nin.export to
            info.picocli;
}
