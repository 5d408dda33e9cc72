package dev.nin.dsl;

import static dev.nin.dsl.Nin.add;
import static dev.nin.dsl.Nin.concat;
import static dev.nin.dsl.Nin.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.nin.model.InvalidModelException;
import dev.nin.model.Padding;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong programs in the DSL: refused at the caller's own line, with place, call, numbers and remedy. */
class RefusalTest {
    private static final FeatureMap IN = image(8, 8, 2);

    @ParameterizedTest
    @MethodSource({"wrongMaps", "wrongArguments", "wrongMeetings"})
    void saysWhatIsWrong(ThrowingCallable program, String message) {
        Throwable refusal = catchThrowable(program);
        assertThat(refusal).isInstanceOf(InvalidModelException.class).hasMessage(message);
        assertThat(refusal.getStackTrace()).as("the caller's own line").anySatisfy(frame -> {
            assertThat(frame.getFileName()).isEqualTo("RefusalTest.java");
            assertThat(frame.getMethodName()).contains("lambda$wrong");
        });
    }

    static Stream<Arguments> wrongMaps() {
        return Stream.of(
                program(
                        () -> IN.relu().maxPool(2, 2).conv2d(4, 3, 1, 0).maxPool(3, 2),
                        "layer 4 `maxPool(3, 2)`: the window 3×3 does not fit the input 2×2×4; "
                                + "use a larger image or a smaller window"),
                program(
                        () -> IN.avgPool(9, 1),
                        "layer 1 `avgPool(9, 1)`: the window 9×9 does not fit the input 8×8×2; "
                                + "use a larger image or a smaller window"),
                program(
                        () -> IN.nin(4, 11, 4, 1),
                        "layer 1 `nin(4, 11, 4, 1)`: the kernel 11×11 does not fit the input 8×8×2 "
                                + "padded to 10×10; use a larger image or a smaller kernel"),
                program(
                        () -> IN.resize(4, 4).relu().conv2d(1, 5),
                        "layer 2 `conv2d(1, 5, 1, 0)`: the kernel 5×5 does not fit the input 4×4×2; "
                                + "use a larger image or a smaller kernel"),
                program(
                        () -> IN.normalize(new float[] {1}, new float[] {1}),
                        "layer 1 `normalize(...)`: it has 1 means, but the input 8×8×2 has 2 channels; "
                                + "give one mean and deviation a channel"));
    }

    static Stream<Arguments> wrongArguments() {
        return Stream.of(
                program(() -> image(0, 8, 1), "layer 1 `image(0, 8, 1)`: the image's height is 0, expected at least 1"),
                program(
                        () -> IN.conv2d(0, 3, 1, 1),
                        "layer 1 `conv2d(0, 3, 1, 1)`: the number of filters is 0, expected at least 1"),
                program(
                        () -> IN.conv2d(4, 3, 0, Padding.same()),
                        "layer 1 `conv2d(4, 3, 0, same)`: the stride is 0, expected at least 1"),
                program(
                        () -> IN.relu().nin(4, 3, 1, -1),
                        "layer 2 `nin(4, 3, 1, -1)`: the padding is -1, expected at least 0"),
                program(
                        () -> IN.sigmoid().dropout(1),
                        "layer 2 `dropout(1.0)`: the rate is 1.0, expected at least 0 and below 1"),
                program(
                        () -> IN.flatten().tanh().dropout(-0.5),
                        "layer 3 `dropout(-0.5)`: the rate is -0.5, expected at least 0 and below 1"),
                program(
                        () -> IN.globalAvgPool().dense(0),
                        "layer 3 `dense(0)`: the number of units is 0, expected at least 1"),
                program(
                        () -> IN.conv2d(2_000_000_000, 3),
                        "layer 1 `conv2d(2000000000, 3, 1, 0)`: its kernel would have 36000000000 values, expected at "
                                + "most 2147483647; use a smaller image or fewer filters"),
                program(
                        () -> IN.upSampling(2_000_000_000),
                        "layer 1 `upSampling(2000000000)`: its sizes become too large; use a smaller image, kernel or number "
                                + "of filters"),
                program(() -> IN.resize(0, 4), "layer 1 `resize(0, 4)`: a height is 0, expected at least 1"),
                program(
                        () -> IN.normalize(0, 0),
                        "layer 1 `normalize(...)`: a deviation is 0.0, expected a finite number above 0"));
    }

    static Stream<Arguments> wrongMeetings() {
        return Stream.of(
                program(
                        () -> add(IN.relu(), IN.conv2d(3, 1)),
                        "layer 3 `add(...)`: its inputs are [8×8×2, 8×8×3], expected one shape; "
                                + "bring them to one number of channels with a 1×1 convolution"),
                program(
                        () -> concat(IN, IN.maxPool(2, 2)),
                        "layer 2 `concat(...)`: its inputs are [8×8×2, 4×4×2], expected one height and width; "
                                + "give the branches the same strides and padding"),
                program(() -> add(IN), "layer 1 `add(...)`: it has 1 inputs, expected at least 2"),
                program(() -> concat(), "layer 1 `concat(...)`: it has 0 inputs, expected at least 2"));
    }

    @Test
    void namesGivenTwiceAreRefusedAtTheBuild() {
        FeatureVector twice = IN.relu().named("a").tanh().named("a").flatten();
        assertThatThrownBy(() -> twice.build("m"))
                .isInstanceOf(InvalidModelException.class)
                .hasMessage("the name \"a\" is given twice, expected a name of its own for each layer, "
                        + "whatever its case");
        FeatureVector alike = IN.relu().named("a").tanh().named("A").flatten();
        assertThatThrownBy(() -> alike.build("m"))
                .isInstanceOf(InvalidModelException.class)
                .hasMessage("the name \"A\" is given twice, expected a name of its own for each layer, "
                        + "whatever its case");
    }

    @Test
    void illegalNamesAreRefusedAtTheBuild() {
        FeatureVector illegal = IN.relu().named("a/b").flatten();
        assertThatThrownBy(() -> illegal.build("m"))
                .isInstanceOf(InvalidModelException.class)
                .hasMessage("a node's name is \"a/b\", expected letters, digits, '_', '-' and '.', "
                        + "a letter or digit first");
        assertThatThrownBy(() -> IN.flatten().build(""))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageStartingWith("the model's name is \"\", expected letters");
    }

    private static Arguments program(ThrowingCallable program, String message) {
        return arguments(program, message);
    }
}
