// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Strings;
import com.google.common.io.Resources;
import dev.nin.testing.GoldenFile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests for the JSON of models: version 1 stays readable, and errors name their place. */
class ModelJsonTest {
    @Test
    void versionOneIsReadForEver() throws IOException {
        assertThat(ModelJson.read(versionOne())).isEqualTo(Examples.everything());
    }

    @Test
    @Tag("golden")
    void versionTwoIsWhatIsWrittenAndReadForEver() throws IOException {
        assertVersionTwo("every-layer-2.json", Examples.everything());
        assertVersionTwo("since-2.json", Examples.sinceVersionTwo());
        assertVersionTwo("later-layers-2.json", Examples.laterLayers());
    }

    private static void assertVersionTwo(String file, ModelSpec spec) throws IOException {
        GoldenFile.assertSame(file, ModelJson.write(spec));
        assertThat(ModelJson.read(GoldenFile.read(file), Map.of("same", Examples.SAME)))
                .isEqualTo(spec);
    }

    @Test
    void aCustomLayerWithoutItsRuleIsRefusedByName() {
        String json = ModelJson.write(Examples.sinceVersionTwo());
        assertThatThrownBy(() -> ModelJson.read(json, Map.of("gem", Examples.SAME)))
                .isInstanceOf(InvalidModelException.class)
                .hasMessage("model JSON, nodes[4].layer.kind: the custom layer \"same\" is not registered, "
                        + "expected one of [gem]; give the reader its rule under this name");
        refused(
                json.replace("\"kind\" : \"same\"", "\"kind\" : \"same\", \"rule\" : 1"),
                "model JSON, nodes[4].layer.rule: this field is not known, expected only [kind]");
    }

    @Test
    void theExamplesHaveEveryKindOfLayerAndInitializer() {
        String json = Stream.of(Examples.everything(), Examples.sinceVersionTwo(), Examples.laterLayers())
                .map(ModelJson::write)
                .collect(Collectors.joining());
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
                "\"rate\" : 0.5 | \"rate\" : 0.5, \"more\" : 1 | nodes[13].layer.more: this field is not known, expected only [rate]",
                "\"format\" : 1, |  | format: it is missing, expected a value",
                "\"rate\" : 0.5 | \"rate\" : null | nodes[13].layer.rate: it is null, expected a number",
                "\"rate\" : 0.5 | \"rate\" : NaN | nodes[13].layer: the rate is NaN, expected at least 0 and below 1",
                "\"rate\" : 0.5 | \"rate\" : \"NaN\" | nodes[13].layer.rate: it is \"NaN\", expected a number",
                "\"rate\" : 0.5 | \"rate\" : 2 | nodes[13].layer: the rate is 2.0, expected at least 0 and below 1",
                "\"filters\" : 4 | \"filters\" : 4.5 | nodes[3].layer.filters: it is 4.5, expected a whole number of at most 2147483647",
                "\"filters\" : 4 | \"filters\" : \"4\" | nodes[3].layer.filters: it is \"4\", expected a whole number",
                "\"filters\" : 4 | \"filters\" : -4 | nodes[3].layer: the number of filters is -4, expected at least 1",
                "\"filters\" : 4 | \"filters\" : 99999999999 | nodes[3].layer.filters: it is 99999999999, expected a whole number of at most 2147483647",
                "\"filters\" : 4 | \"filters\" : 4, \"filters\" : 5 | line 37, column 31: the field \"filters\" appears twice, expected once",
                "\"type\" : \"conv2d\" | \"type\" : \"conv3d\" | nodes[3].layer.type: it is \"conv3d\", expected one of [input, resize, normalize, conv2d",
                "\"type\" : \"conv2d\", |  | nodes[3].layer.type: it is missing, expected one of [input, resize",
                "\"format\" : 1 | \"format\" : 3, \"new\" : true | format: the version is 3, expected 1 to 2",
                "\"format\" : 1 | \"format\" : 3 | format: the version is 3, expected 1 to 2; read it with the library that wrote it",
                "\"padding\" : \"same\" | \"padding\" : \"full\" | nodes[3].layer.padding: padding \"full\" is not known, expected \"same\", \"valid\", a number or \"top,bottom,left,right\"",
                "\"RELU\" | \"MISH\" | nodes[4].layer.function: it is \"MISH\", expected one of [RELU, SIGMOID",
                "\"RELU\" | 0 | nodes[4].layer.function: it is 0, expected one of [RELU, SIGMOID",
                "[ \"images\" ] | [ null ] | nodes[1].inputs[0]: it is null, expected a string",
                "[ \"images\" ] | null | nodes[1].inputs: it is null, expected a list",
                "\"name\" : \"every-layer\" | \"name\" : null | name: it is null, expected a string",
                "\"height\" : 8 | \"height\" : 0 | nodes[0].layer: the image's height is 0, expected at least 1",
                "\"deviation\" : [ 0.353 ] | \"deviation\" : [ 0 ] | nodes[2].layer: a deviation is 0.0, expected a finite number above 0",
                "\"mean\" : [ 0.286 ] | \"mean\" : [ null ] | nodes[2].layer.mean[0]: it is null, expected a number",
                "\"mean\" : [ 0.286 ] | \"mean\" : [ 1e99 ] | nodes[2].layer: a mean is Infinity, expected a finite number",
                "[ \"out\", \"flat\" ] | [ null ] | outputs[0]: it is null, expected a string",
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
                "[] | model JSON: it is a list, expected an object",
                "`` | model JSON: it is missing, expected an object",
                "{ | model JSON, line 1, column 2: the text is not JSON here, expected one object as ModelJson writes it",
                "x | model JSON, line 1, column 1: the text is not JSON here",
                "{} | model JSON, format: it is missing, expected a value",
                "{\"format\":1,\"name\":\"a\",\"nodes\":[null],\"outputs\":[]} | model JSON, nodes[0]: it is null, expected an object",
                "{\"format\":1,\"name\":\"a\",\"nodes\":[],\"outputs\":[]} {} | model JSON, line 1, column 49: the text is not JSON here",
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
                .isEqualTo("model JSON: it is nested deeper than 100 levels, has more than 600000 names and values, "
                        + "or a longer number or name than any model");
    }

    @Test
    void hugeTextsAreRefusedUnread() {
        String huge = " ".repeat(10 << 20);
        assertThatThrownBy(() -> ModelJson.read(huge))
                .isInstanceOf(InvalidModelException.class)
                .hasMessage("model JSON: the text has 10485760 characters, expected at most 8388608");
    }

    @Test
    void aModelOfTenThousandLayersIsWrittenAndRead() {
        List<Node> nodes = new ArrayList<>();
        nodes.add(new Node("images", new Input(8, 8, 1, Input.Pixels.UINT8), List.of()));
        Layer conv = new Conv2d(
                1,
                Size.square(3),
                Size.square(1),
                Padding.same(),
                new Initializer.HeNormal(),
                new Initializer.Constant(0));
        for (int i = 0; i < 10_000; i++) {
            nodes.add(new Node("conv2d_" + i, conv, List.of(nodes.get(i).name())));
        }
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        ModelSpec spec = new ModelSpec("long", nodes, List.of("conv2d_9999"));
        assertThat(ModelJson.read(ModelJson.write(spec))).isEqualTo(spec);
        // CPU time of this thread, so that other work on the machine does not count.
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start)).isLessThan(Duration.ofSeconds(10));
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
