// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.nin.UserInputException;
import dev.nin.files.JsonFile;
import dev.nin.files.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The manifest with the SHA-256 of each of a checkpoint's files. Its own bytes are determined by these files. */
final class CheckpointManifest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int FORMAT = 1;
    private static final String NAME = "manifest.json";

    private CheckpointManifest() {}

    /** Writes the manifest of a folder that contains the files. */
    static void write(Path folder, List<String> files) throws IOException {
        Map<String, String> hashes = new LinkedHashMap<>();
        for (String file : files) {
            hashes.put(file, sha256(folder.resolve(file)));
        }
        Files.writeString(folder.resolve(NAME), text(hashes));
    }

    /**
     * Verifies each file against the manifest, and the manifest against the one generated from the files.
     *
     * @throws UserInputException if a file, including the manifest itself, is missing or was changed
     */
    static void verify(Path folder, List<String> files) throws IOException {
        Path manifest = folder.resolve(NAME);
        if (!Files.isRegularFile(manifest)) {
            throw new UserInputException(folder + " is not a checkpoint: it has no " + NAME
                    + "; choose a run's folder or a checkpoint in it");
        }
        String found = TextFile.read(manifest, JsonFile.LARGEST);
        JsonNode parsed = parse(manifest, found);
        if (parsed.path("format").asInt() != FORMAT) {
            throw new UserInputException(manifest + " has the format " + parsed.path("format") + ", expected " + FORMAT
                    + "; read it with the library that wrote it");
        }
        Map<String, String> hashes = new LinkedHashMap<>();
        for (String file : files) {
            if (!Files.isRegularFile(folder.resolve(file))) {
                throw new UserInputException(
                        "checkpoint " + folder + ": " + file + " is missing; use another checkpoint");
            }
            String expected = parsed.path("sha256").path(file).asText();
            String sha256 = sha256(folder.resolve(file));
            if (!expected.equals(sha256)) {
                throw new UserInputException("checkpoint " + folder + ": " + file + " has SHA-256 " + sha256
                        + ", expected " + expected + "; the file was changed, use another checkpoint");
            }
            hashes.put(file, sha256);
        }
        if (!found.equals(text(hashes))) {
            throw new UserInputException("checkpoint " + folder + ": " + NAME + " was changed; use another checkpoint");
        }
    }

    private static String text(Map<String, String> hashes) throws IOException {
        ObjectNode manifest = MAPPER.createObjectNode().put("format", FORMAT);
        hashes.forEach(manifest.putObject("sha256")::put);
        // The same line endings on every system, so that the text can be compared.
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        return MAPPER.writer(printer).writeValueAsString(manifest) + "\n";
    }

    private static JsonNode parse(Path file, String text) {
        try {
            return JsonFile.parse(text);
        } catch (JsonProcessingException e) {
            throw new UserInputException(file + " is not JSON; use another checkpoint", e);
        }
    }

    private static String sha256(Path file) throws IOException {
        return MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString();
    }
}
