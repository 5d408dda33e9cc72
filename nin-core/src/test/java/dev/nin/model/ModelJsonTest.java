package dev.nin.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Strings;
import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The JSON of models: version 1 stays readable for ever, and what is not it is refused with its place. */
class ModelJsonTest {
    @Test
    void versionOneIsReadForEver() throws IOException {
        assertThat(ModelJson.read(versionOne())).isEqualTo(Examples.everything());
    }

    @Test
    void versionOneIsWhatIsWritten() throws IOException {
        assertThat(ModelJson.write(Examples.everything())).isEqualTo(versionOne());
    }

    @Test
    void theFileHasEveryKindOfLayerAndInitializer() throws IOException {
        String json = versionOne();
        Arrays.stream(Layer.class.getPermittedSubclasses())
                .forEach(layer -> assertThat(json).containsIgnoringCase("\"" + layer.getSimpleName() + "\""));
        Arrays.stream(Initializer.class.getPermittedSubclasses())
                .forEach(initializer ->
                        assertThat(json).containsIgnoringCase("\"" + initializer.getSimpleName() + "\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"rate\" : 0.5 | \"rate\" : 0.5, \"more\" : 1 | nodes[13].layer.more: Unrecognized field \"more\" (class dev.nin.model.Dropout), not marked as ignorable",
                "\"format\" : 1, |  | format: Missing creator property",
                "\"rate\" : 0.5 | \"rate\" : null | nodes[13].layer.rate: Cannot map `null` into type `float`",
                "\"rate\" : 0.5 | \"rate\" : NaN | nodes[13].layer: Non-standard token 'NaN'",
                "\"rate\" : 0.5 | \"rate\" : \"NaN\" | nodes[13].layer: the rate is NaN, expected at least 0 and below 1",
                "\"rate\" : 0.5 | \"rate\" : 2 | nodes[13].layer: the rate is 2.0, expected at least 0 and below 1",
                "\"filters\" : 4 | \"filters\" : 4.5 | nodes[3].layer.filters: Cannot coerce Floating-point value (4.5)",
                "\"filters\" : 4 | \"filters\" : \"4\" | nodes[3].layer.filters: Cannot coerce String value",
                "\"filters\" : 4 | \"filters\" : -4 | nodes[3].layer: the number of filters is -4, expected at least 1",
                "\"filters\" : 4 | \"filters\" : 99999999999 | nodes[3].layer.filters: Numeric value (99999999999) out of range of int",
                "\"filters\" : 4 | \"filters\" : 4, \"filters\" : 5 | nodes[3].layer: Duplicate field 'filters'",
                "\"type\" : \"conv2d\" | \"type\" : \"conv3d\" | nodes[3].layer: Could not resolve type id 'conv3d'",
                "\"type\" : \"conv2d\", |  | nodes[3].layer: Could not resolve subtype",
                "\"format\" : 1 | \"format\" : 2, \"new\" : true | format: the version is 2, expected 1",
                "\"format\" : 1 | \"format\" : 2 | format: the version is 2, expected 1; read it with the library that wrote it",
                "\"padding\" : \"same\" | \"padding\" : \"full\" | nodes[3].layer.padding: padding \"full\" is not known, expected \"same\", \"valid\", a number or \"top,bottom,left,right\"",
                "\"RELU\" | \"MISH\" | nodes[4].layer.function: Cannot deserialize value of type",
                "\"RELU\" | 0 | nodes[4].layer.function: Cannot deserialize value of type",
                "[ \"images\" ] | [ null ] | nodes[1].inputs",
                "[ \"images\" ] | null | nodes[1].inputs: Null value for creator property",
                "\"name\" : \"every-layer\" | \"name\" : null | name: Null value for creator property",
                "\"height\" : 8 | \"height\" : 0 | nodes[0].layer: the image's height is 0, expected at least 1",
                "\"deviation\" : [ 0.353 ] | \"deviation\" : [ 0 ] | nodes[2].layer: a deviation is 0.0, expected a finite number above 0",
                "\"mean\" : [ 0.286 ] | \"mean\" : [ null ] | nodes[2].layer.mean",
                "\"mean\" : [ 0.286 ] | \"mean\" : [ 1e99 ] | nodes[2].layer: a mean is Infinity, expected a finite number",
                "[ \"out\", \"flat\" ] | [ null ] | outputs",
            })
    void aChangedFileIsRefusedWithItsPlace(String old, @Nullable String replacement, String message)
            throws IOException {
        String json = versionOne();
        assertThat(json).contains(old);
        String changed = json.replaceFirst(Pattern.quote(old), Strings.nullToEmpty(replacement));
        refused(changed, "model JSON, " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "null | model JSON: it is null, expected an object",
                "[] | model JSON, line 1: Cannot deserialize value",
                "`` | model JSON, line 1: No content to map due to end-of-input",
                "{ | model JSON, line 1: Unexpected end-of-input",
                "x | model JSON, line 1: Unrecognized token 'x'",
                "{} | model JSON, format: Missing creator property",
                "{\"format\":1,\"name\":\"a\",\"nodes\":[null],\"outputs\":[]} | model JSON, nodes",
                "{\"format\":1,\"name\":\"a\",\"nodes\":[],\"outputs\":[]} {} | model JSON, line 1: Trailing token",
                "{\"format\":1,\"name\":\"a b\",\"nodes\":[],\"outputs\":[]} | the model's name is \"a b\", expected letters",
            })
    void whatIsNoModelIsRefused(String json, String message) {
        refused(json, message);
    }

    @Test
    void hugeNestingIsRefused() {
        String nested = "{\"format\":1,\"name\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertThatThrownBy(() -> ModelJson.read(nested))
                .isInstanceOf(InvalidModelException.class)
                .message()
                .startsWith("model JSON")
                .doesNotContain("\n");
    }

    private static void refused(String json, String message) {
        assertThatThrownBy(() -> ModelJson.read(json))
                .isInstanceOf(InvalidModelException.class)
                .message()
                .startsWith(message)
                .doesNotContain("\n");
    }

    private static String versionOne() throws IOException {
        return Resources.toString(Resources.getResource("model/every-layer-1.json"), StandardCharsets.UTF_8);
    }
}
