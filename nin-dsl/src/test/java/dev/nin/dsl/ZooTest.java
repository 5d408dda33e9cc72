package dev.nin.dsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nin.model.InvalidModelException;
import dev.nin.model.ModelSpec;
import dev.nin.model.ModelSummary;
import dev.nin.model.UserInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The zoo's networks against formulas of their own. */
class ZooTest {
    @Test
    void ninByFormula() {
        long expected = conv(11, 1, 96)
                + 2 * conv(1, 96, 96)
                + conv(5, 96, 256)
                + 2 * conv(1, 256, 256)
                + conv(3, 256, 384)
                + 2 * conv(1, 384, 384)
                + conv(3, 384, 10)
                + 2 * conv(1, 10, 10);
        assertThat(expected).isEqualTo(1_992_166);
        assertThat(parameters("nin", 224)).isEqualTo(expected);
    }

    @Test
    void leNetByFormula() {
        long expected = conv(5, 1, 6) + conv(5, 6, 16) + dense(5 * 5 * 16, 120) + dense(120, 84) + dense(84, 10);
        assertThat(expected).isEqualTo(61_706);
        assertThat(parameters("lenet", 28)).isEqualTo(expected);
    }

    @Test
    void alexNetByFormula() {
        long expected = conv(11, 1, 96)
                + conv(5, 96, 256)
                + conv(3, 256, 384)
                + conv(3, 384, 384)
                + conv(3, 384, 256)
                + dense(5 * 5 * 256, 4096)
                + dense(4096, 4096)
                + dense(4096, 10);
        assertThat(expected).isEqualTo(46_764_746);
        assertThat(parameters("alexnet", 224)).isEqualTo(expected);
    }

    @Test
    void vgg11ByFormula() {
        long expected = conv(3, 1, 64)
                + conv(3, 64, 128)
                + conv(3, 128, 256)
                + conv(3, 256, 256)
                + conv(3, 256, 512)
                + 3 * conv(3, 512, 512)
                + dense(7 * 7 * 512, 4096)
                + dense(4096, 4096)
                + dense(4096, 10);
        assertThat(expected).isEqualTo(128_806_154);
        assertThat(parameters("vgg11", 224)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"nin, 67", "lenet, 12", "alexnet, 65", "vgg11, 32"})
    void theSmallestImageIsTheDocumentedOne(String name, int smallest) {
        assertThat(model(name, smallest).classes()).isEqualTo(10);
        assertThatThrownBy(() -> model(name, smallest - 1))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("does not fit the input");
    }

    @ParameterizedTest
    @CsvSource({"nin", "lenet", "alexnet", "vgg11"})
    void modelsAreNamedAndHaveTheClassesAskedFor(String name) {
        ModelSpec spec = Zoo.model(name, Nin.image(224, 224, 3), 7);
        assertThat(spec.name()).isEqualTo(name);
        assertThat(spec.classes()).isEqualTo(7);
    }

    @Test
    void anUnknownNameIsRefused() {
        assertThatThrownBy(() -> Zoo.model("resnet", Nin.image(224, 224, 1), 10))
                .isInstanceOf(UserInputException.class)
                .hasMessage("model \"resnet\" is not in the zoo, expected one of [alexnet, lenet, nin, vgg11] "
                        + "or a file that ends in .json");
    }

    private static long parameters(String name, int size) {
        return ModelSummary.of(model(name, size)).parameters();
    }

    private static ModelSpec model(String name, int size) {
        return Zoo.model(name, Nin.image(size, size, 1), 10);
    }

    private static long conv(long kernel, long in, long out) {
        return kernel * kernel * in * out + out;
    }

    private static long dense(long in, long out) {
        return in * out + out;
    }
}
