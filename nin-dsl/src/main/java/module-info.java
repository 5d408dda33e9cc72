/** Convolutional networks in fluent Java, and a zoo of networks. The module of the model is required transitively. */
module dev.nin.dsl {
    requires transitive dev.nin.core;
    requires com.google.common;
    requires static org.jspecify;

    exports dev.nin.dsl;
    exports dev.nin.zoo;
}
