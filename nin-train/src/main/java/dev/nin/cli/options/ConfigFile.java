// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.options;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.common.collect.Lists;
import dev.nin.UserInputException;
import dev.nin.command.Suggestions;
import dev.nin.files.Reasons;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * A file of option values: a map in YAML or, if its name ends in .json, in JSON, whose keys are the long options' names
 * without dashes. It is read as a tree of strings and numbers; its content never selects a class to load.
 *
 * @param path the file
 * @param source what named the file, such as --config, for messages
 */
public record ConfigFile(Path path, String source) {
    private static final int MOST_BYTES = 64 * 1024;
    private static final int LONGEST_SCALE = 9;

    /**
     * A key's values.
     *
     * @param key an option's name without dashes
     * @param isList whether the values are those of a list
     * @param texts the values as text
     * @param words the argument for each value, empty for an option that is off by default and stays off
     */
    public record Values(String key, boolean isList, List<String> texts, List<String> words) {
        /** Copies the lists. */
        public Values {
            texts = List.copyOf(texts);
            words = List.copyOf(words);
        }
    }

    /** Creates the file of {@code --config}. */
    ConfigFile(Path path) {
        this(path, "--config");
    }

    /**
     * Parses the command line again with the file's values first, so that the command line's values take precedence.
     *
     * @throws UserInputException if the file cannot be read, has an unknown key or an invalid value
     */
    public void apply(CommandLine line) {
        List<String> own = line.getParseResult().originalArgs();
        List<String> words = new ArrayList<>(words(line));
        words.addAll(own);
        line.setOverwrittenOptionsAllowed(true);
        try {
            line.parseArgs(words.toArray(String[]::new));
        } catch (ParameterException e) {
            // The command line alone is valid, so the error is in the file.
            throw new UserInputException(source + " " + path + ": " + e.getMessage(), e);
        }
    }

    private List<String> words(CommandLine line) {
        List<String> words = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : tree().properties()) {
            String key = entry.getKey();
            OptionSpec option = option(line, key);
            words.add(word(option, key, entry.getValue()));
        }
        words.removeIf(String::isEmpty);
        return words;
    }

    /**
     * Returns the values of each key, which may be a list.
     *
     * @param line the command with the options
     * @param refused the keys of options that make no sense for several runs
     * @throws UserInputException if the file cannot be read, or has an unknown or refused key or an empty list
     */
    public List<Values> values(CommandLine line, Set<String> refused) {
        List<Values> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : tree().properties()) {
            String key = entry.getKey();
            if (refused.contains(key)) {
                throw mistake("the key " + key + " makes no sense for each of several runs; remove it");
            }
            OptionSpec option = option(line, key);
            JsonNode value = entry.getValue();
            if (value.isArray() && value.isEmpty()) {
                throw mistake("the key " + key + " has an empty list, expected at least one value");
            }
            List<JsonNode> values = value.isArray() ? Lists.newArrayList(value) : List.of(value);
            all.add(new Values(
                    key,
                    value.isArray(),
                    values.stream().map(ConfigFile::text).toList(),
                    values.stream().map(each -> word(option, key, each)).toList()));
        }
        return all;
    }

    private String word(OptionSpec option, String key, JsonNode value) {
        if (!value.isValueNode() || value.isNull()) {
            throw mistake("the key " + key + " is not a string, number or boolean; write \"" + key + ": "
                    + (isFlag(option) ? "true" : option.paramLabel()) + "\"");
        }
        return isFlag(option) ? flag(option, key, value) : "--" + key + "=" + text(value);
    }

    /** Returns a value as people write it: 0.0001 rather than 1.0E-4. */
    private static String text(JsonNode value) {
        boolean isShort = value.isBigDecimal() && Math.abs(value.decimalValue().scale()) <= LONGEST_SCALE;
        return isShort ? value.decimalValue().toPlainString() : value.asText();
    }

    private OptionSpec option(CommandLine line, String key) {
        OptionSpec option = line.getCommandSpec().findOption("--" + key);
        if (option == null || option.usageHelp() || key.equals("config")) {
            String suggestion = Suggestions.of(
                            line.getCommandSpec().optionsMap().keySet(), "--" + key)
                    .replace("--", "");
            throw mistake("the key " + key + " is not known" + (suggestion.isEmpty() ? ";" : suggestion)
                    + " keys are the names of options without dashes");
        }
        return option;
    }

    /** Returns the argument of an option without a value; empty if it is off by default and stays off. */
    private String flag(OptionSpec option, String key, JsonNode value) {
        if (!value.isBoolean()
                && !value.asText().equals("true")
                && !value.asText().equals("false")) {
            throw mistake("the key " + key + " is " + value.asText() + ", expected true or false");
        }
        if (value.asBoolean()) {
            return "--" + key;
        }
        return option.negatable() ? "--no-" + key : "";
    }

    private static boolean isFlag(OptionSpec option) {
        return option.arity().max() == 0;
    }

    private JsonNode tree() {
        String name = String.valueOf(path.getFileName());
        ObjectMapper mapper = name.endsWith(".json")
                ? JsonMapper.builder()
                        .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                        .build()
                : YAMLMapper.builder()
                        .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                        .build();
        try {
            JsonNode tree = mapper.readTree(text());
            if (!tree.isObject()) {
                throw mistake("it is not a map of options; write a line such as \"epochs: 3\" for each");
            }
            return tree;
        } catch (JsonProcessingException e) {
            int row = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new UserInputException(
                    source + " " + path + ", line " + row + ": " + firstLine(e.getOriginalMessage())
                            + "; write YAML or, in a file that ends in .json, JSON",
                    e);
        } catch (IOException e) {
            throw new UserInputException(
                    source + " " + path + " cannot be read (" + Reasons.of(e) + "); name a file of YAML or JSON", e);
        }
    }

    private String text() throws IOException {
        try (var in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw mistake("it is longer than " + MOST_BYTES + " bytes; keep only options in it");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** Returns the error for a mistake in the file. */
    public UserInputException mistake(String problem) {
        return new UserInputException(source + " " + path + ": " + problem);
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("it is damaged");
    }
}
