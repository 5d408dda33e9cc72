/**
 * The model as data, its compiler to TensorFlow graphs, and what must be decided before TensorFlow loads. TensorFlow's
 * own modules come with it, being part of what {@link dev.nin.graph} takes and returns.
 */
// JNA's jar names its module, com.sun.jna, only in its manifest; what dev.nin.text is for is compiled after this one.
@SuppressWarnings({"requires-automatic", "module"})
module dev.nin.core {
    requires transitive tensorflow;
    requires transitive tensorflow.framework;
    requires com.fasterxml.jackson.databind;
    requires com.google.common;
    requires com.google.protobuf;
    requires com.sun.jna;
    requires java.desktop;
    requires java.net.http;
    requires static io.jhdf;
    requires static org.jspecify;

    exports dev.nin;
    exports dev.nin.checkpoint;
    exports dev.nin.drawing;
    exports dev.nin.graph;
    exports dev.nin.graph.layer;
    exports dev.nin.image;
    exports dev.nin.metric;
    exports dev.nin.model;
    exports dev.nin.runtime;
    exports dev.nin.task;
    exports dev.nin.task.output;
    exports dev.nin.weights;
    exports dev.nin.weights.hub;
    exports dev.nin.files to
            dev.nin.export,
            dev.nin.train;
    exports dev.nin.text to
            dev.nin.export,
            dev.nin.train;

    uses dev.nin.task.TaskKind;

    // The document around a model's nodes is a record that only this package sees.
    opens dev.nin.model to
            com.fasterxml.jackson.databind;
}
