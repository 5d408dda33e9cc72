/** A program on the module path: what it takes from TensorFlow comes with the DSL's module. */
module example {
    requires dev.nin.dsl;
}
