// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The JSON format of model specifications. A document holds the format version and every node with its name and layer.
 */
public final class ModelJson {
    /** The format version that this library writes; it also reads earlier versions. */
    public static final int FORMAT = 2;

    /** Maximum length of a document in characters, enough for more than 10,000 layers. */
    public static final int LONGEST = 8 << 20;

    private static final int DEEPEST = 100;
    /** Maximum number of JSON tokens; 10,000 layers have up to 500,000. */
    private static final int MOST_TOKENS = 600_000;

    private static final Pattern DUPLICATE = Pattern.compile("Duplicate field '(.{1,60}?)'.*", Pattern.DOTALL);
    private static final JsonMapper MAPPER = mapper();

    private ModelJson() {}

    /** The document: the format version followed by the specification. */
    @JsonPropertyOrder({"format", "name", "nodes", "outputs"})
    record Document(int format, String name, List<Node> nodes, List<String> outputs) {}

    /** Gives the records of a sealed interface a distinguishing field "type". */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface Typed {}

    /** Excludes a custom layer's rule from the JSON. */
    @JsonIgnoreProperties("rule")
    private interface WithoutRule {}

    /**
     * Writes a model. Of a custom layer only the kind is stored.
     *
     * @param spec the model
     * @return indented JSON that ends with a line feed
     */
    public static String write(ModelSpec spec) {
        JsonNode document = MAPPER.valueToTree(new Document(FORMAT, spec.name(), spec.nodes(), spec.outputs()));
        OptionalFields.strip(document);
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        ObjectWriter writer = MAPPER.writer(printer);
        try {
            return writer.writeValueAsString(document) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a model's records could not be written as JSON", e);
        }
    }

    /**
     * Reads a model and checks it as the DSL does.
     *
     * @param json JSON that {@link #write} wrote
     * @return the model
     * @throws InvalidModelException if the text is not such JSON or the model is invalid; the message contains the path
     */
    public static ModelSpec read(String json) {
        return read(json, Map.of());
    }

    /**
     * Reads a model that may have custom layers.
     *
     * @param json JSON that {@link #write} wrote
     * @param customLayers the rules of custom layers by kind
     * @return the model
     * @throws InvalidModelException if the text is not such JSON, a layer's kind has no rule, or the model is invalid;
     *     the message contains the path
     */
    public static ModelSpec read(String json, Map<String, ? extends CustomLayer> customLayers) {
        if (json.length() > LONGEST) {
            throw new InvalidModelException(
                    "model JSON: the text has " + json.length() + " characters, expected at most " + LONGEST);
        }
        JsonNode tree = parse(json);
        JsonNode format = tree.path("format");
        if (format.isInt() && (format.intValue() < 1 || format.intValue() > FORMAT)) {
            // Checked first: a later version may have other fields.
            throw new InvalidModelException("model JSON, format: the version is " + format + ", expected 1 to " + FORMAT
                    + "; read it with the library that wrote it");
        }
        Document document = new RecordReader(customLayers).read(tree, Document.class, "");
        return new ModelSpec(document.name(), document.nodes(), document.outputs());
    }

    private static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (StreamConstraintsException e) {
            throw new InvalidModelException("model JSON: it is nested deeper than " + DEEPEST
                    + " levels, has more than " + MOST_TOKENS
                    + " names and values, or a longer number or name than any model");
        } catch (JsonProcessingException e) {
            String place = e.getLocation() == null
                    ? ""
                    : ", line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            Matcher duplicate = DUPLICATE.matcher(e.getOriginalMessage());
            String reason = duplicate.matches()
                    ? "the field \"" + duplicate.group(1) + "\" appears twice, expected once"
                    : "the text is not JSON here, expected one object as ModelJson writes it";
            throw new InvalidModelException("model JSON" + place + ": " + reason);
        }
    }

    private static JsonMapper mapper() {
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST)
                .maxTokenCount(MOST_TOKENS)
                .build();
        JsonMapper mapper = JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(constraints).build())
                .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                // Lets layers reject such a number with a message about the field.
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .addMixIn(Layer.class, Typed.class)
                .addMixIn(Initializer.class, Typed.class)
                .addMixIn(Custom.class, WithoutRule.class)
                .build();
        registerRecords(mapper, Layer.class);
        registerRecords(mapper, Initializer.class);
        return mapper;
    }

    private static void registerRecords(JsonMapper mapper, Class<?> sealed) {
        for (Class<?> record : sealed.getPermittedSubclasses()) {
            mapper.registerSubtypes(new NamedType(record, RecordReader.typeName(record)));
        }
    }
}
