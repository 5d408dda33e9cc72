/** Convolutional networks in fluent Java, and a zoo of them; the model that they become comes with it. */
module dev.nin.dsl {
    requires transitive dev.nin.core;
    requires com.google.common;
    requires static org.jspecify;

    exports dev.nin.dsl;
    exports dev.nin.zoo;
}
