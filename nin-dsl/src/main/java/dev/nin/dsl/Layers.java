package dev.nin.dsl;

import dev.nin.model.Conv2d;
import dev.nin.model.Dense;
import dev.nin.model.Initializer;
import dev.nin.model.Padding;
import dev.nin.model.Size;

/** Layers with the DSL's defaults: He's initialization for kernels, zero for biases. */
final class Layers {
    private static final Initializer KERNEL = new Initializer.HeNormal();
    private static final Initializer BIAS = new Initializer.Constant(0);

    private Layers() {}

    static Conv2d conv2d(int filters, int kernel, int stride, Padding padding) {
        return new Conv2d(filters, Size.square(kernel), Size.square(stride), padding, KERNEL, BIAS);
    }

    static Dense dense(int units) {
        return new Dense(units, KERNEL, BIAS);
    }
}
