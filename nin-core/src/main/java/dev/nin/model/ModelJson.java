package dev.nin.model;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import com.google.common.base.Throwables;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A model's specification as JSON, with the version of the format and every layer's name written out. */
public final class ModelJson {
    /** The version this library writes. */
    public static final int FORMAT = 1;

    private static final JsonMapper MAPPER = mapper();

    private ModelJson() {}

    /** The document: the specification behind the version of its format. */
    @JsonPropertyOrder({"format", "name", "nodes", "outputs"})
    private record Document(int format, String name, List<Node> nodes, List<String> outputs) {}

    /** Gives the records of a sealed interface a field "type" that tells them apart. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface Typed {}

    /**
     * Writes a model.
     *
     * @param spec the model
     * @return indented JSON that ends in a line feed
     */
    public static String write(ModelSpec spec) {
        Document document = new Document(FORMAT, spec.name(), spec.nodes(), spec.outputs());
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        ObjectWriter writer = MAPPER.writer(printer);
        try {
            return writer.writeValueAsString(document) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a model's records could not be written as JSON", e);
        }
    }

    /**
     * Reads a model and checks it as the DSL would.
     *
     * @param json what {@link #write} wrote
     * @return the model
     * @throws InvalidModelException if the text is not such JSON or the model cannot exist; the message has the path
     */
    public static ModelSpec read(String json) {
        requireFormat(json);
        @Nullable Document document;
        try {
            document = MAPPER.readValue(json, Document.class);
        } catch (JsonProcessingException e) {
            throw new InvalidModelException("model JSON" + path(e) + ": " + reason(e));
        }
        if (document == null) {
            throw new InvalidModelException("model JSON: it is null, expected an object");
        }
        return new ModelSpec(document.name(), document.nodes(), document.outputs());
    }

    /** Before all else: a later version may have other fields. */
    private static void requireFormat(String json) {
        JsonNode format;
        try {
            format = MAPPER.readTree(json).path("format");
        } catch (JsonProcessingException e) {
            // Told with its path when the document is read.
            return;
        }
        if (format.isInt() && format.asInt() != FORMAT) {
            throw new InvalidModelException("model JSON, format: the version is " + format + ", expected " + FORMAT
                    + "; read it with the library that wrote it");
        }
    }

    private static JsonMapper mapper() {
        JsonMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .addMixIn(Layer.class, Typed.class)
                .addMixIn(Initializer.class, Typed.class)
                .build();
        mapper.setDefaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL));
        registerRecords(mapper, Layer.class);
        registerRecords(mapper, Initializer.class);
        return mapper;
    }

    private static void registerRecords(JsonMapper mapper, Class<?> sealed) {
        for (Class<?> record : sealed.getPermittedSubclasses()) {
            String name = record.getSimpleName();
            mapper.registerSubtypes(new NamedType(record, Ascii.toLowerCase(name.charAt(0)) + name.substring(1)));
        }
    }

    private static String path(JsonProcessingException problem) {
        if (!(problem instanceof JsonMappingException mapping)
                || mapping.getPath().isEmpty()) {
            return problem.getLocation() == null
                    ? ""
                    : ", line " + problem.getLocation().getLineNr();
        }
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : mapping.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return ", " + path;
    }

    private static String reason(JacksonException problem) {
        if (Throwables.getRootCause(problem) instanceof InvalidModelException own) {
            return String.valueOf(own.getMessage());
        }
        return Splitter.on('\n').splitToList(problem.getOriginalMessage()).get(0);
    }
}
