/** Image sets, the training loop, and the command that runs it. */
// XChart, JMustache and JNA name their modules in the manifest only.
@SuppressWarnings("requires-automatic")
module dev.nin.train {
    requires transitive dev.nin.core;
    requires dev.nin.dsl;
    requires dev.nin.export;
    requires com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.dataformat.csv;
    requires com.fasterxml.jackson.dataformat.yaml;
    requires com.google.common;
    requires com.google.protobuf;
    requires com.samskivert.jmustache;
    requires com.sun.jna;
    requires info.picocli;
    requires java.desktop;
    // Signals, by reflection: dev.nin.cli.process.StopSignals.
    requires jdk.unsupported;
    requires org.knowm.xchart;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports dev.nin.data;
    exports dev.nin.data.augment;
    exports dev.nin.data.listing;
    exports dev.nin.data.scan;
    exports dev.nin.data.source;
    exports dev.nin.optimizer;
    exports dev.nin.report;
    exports dev.nin.train;
    exports dev.nin.train.config;
    exports dev.nin.train.evaluation;
    exports dev.nin.train.progress;
    exports dev.nin.train.rate;
    exports dev.nin.train.replica;

    // Options are fields that picocli fills; Guava reads the resources that name versions.
    opens dev.nin.cli to
            info.picocli;
    opens dev.nin.cli.export to
            info.picocli;
    opens dev.nin.cli.options to
            info.picocli;
    opens dev.nin.cli.run to
            com.google.common;
    opens dev.nin.doctor to
            com.google.common;
}
