// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.runtime;

import com.google.common.base.Strings;
import dev.nin.UserInputException;
import dev.nin.files.Reasons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The folders into which native libraries are unpacked before they are loaded. JNA and JavaCPP search for one that can
 * be written, but not for one from which libraries can be loaded, and fail with stack traces.
 */
final class NativeFolders {
    static final String TEMPORARY = "java.io.tmpdir";
    private static final String HOME = "user.home";
    private static final String JNA = "jna.tmpdir";
    private static final String JAVACPP = "org.bytedeco.javacpp.cachedir";
    /** Properties that make JNA load its library without unpacking it. */
    private static final List<String> JNA_INSTALLED = List.of("jna.boot.library.path", "jna.nounpack");

    private static final String PATHS_FIRST = "org.bytedeco.javacpp.pathsFirst";

    /** The size of the unpacked libraries in mebibytes. */
    private static final long UNPACKED = 700;

    private static final long MEBIBYTE = 1 << 20;

    private NativeFolders() {}

    /** A folder, and the property or variable that sets it. */
    private record Place(Path folder, String setting) {}

    /**
     * Requires a folder for each library, and selects it if it is not the first of those that the library would try.
     *
     * @throws UserInputException if there is none
     */
    static void require() {
        if (JNA_INSTALLED.stream().noneMatch(property -> System.getProperty(property) != null)) {
            select(JNA, jna());
        }
        if (!Boolean.getBoolean(PATHS_FIRST)) {
            select(JAVACPP, javaCpp());
        }
    }

    /** Returns the error for libraries that could not be unpacked for lack of room; empty if there is enough. */
    static Optional<UserInputException> lackOfRoom(LinkageError problem) {
        return javaCpp().stream()
                .filter(place -> problem(place.folder()).isEmpty())
                .findFirst()
                .filter(place -> place.folder().toFile().getUsableSpace() < UNPACKED * MEBIBYTE)
                .map(place -> new UserInputException(
                        "the folder for native libraries " + place.folder() + " (" + place.setting() + ") has "
                                + place.folder().toFile().getUsableSpace() / MEBIBYTE + " MiB left, expected "
                                + UNPACKED + " for TensorFlow; make room, or name another with -D" + JAVACPP + "=DIR",
                        problem));
    }

    private static List<Place> jna() {
        String cache = Strings.nullToEmpty(System.getenv("XDG_CACHE_HOME")).strip();
        Path temporary = Path.of("JNA", "temp");
        Place caches = cache.isEmpty()
                ? new Place(home().resolve(".cache").resolve(temporary), HOME)
                : new Place(Path.of(cache).resolve(temporary), "XDG_CACHE_HOME");
        return places(JNA, caches, new Place(temporary(), TEMPORARY));
    }

    private static List<Place> javaCpp() {
        String user = ".javacpp-" + System.getProperty("user.name");
        return places(
                JAVACPP,
                new Place(home().resolve(".javacpp").resolve("cache"), HOME),
                new Place(temporary().resolve(user).resolve("cache"), TEMPORARY));
    }

    private static List<Place> places(String property, Place... defaults) {
        List<Place> places = new ArrayList<>(List.of(defaults));
        @Nullable String given = System.getProperty(property);
        if (given != null) {
            places.add(0, new Place(Path.of(given), property));
        }
        return places;
    }

    private static Path home() {
        return Path.of(System.getProperty(HOME, "."));
    }

    private static Path temporary() {
        return Path.of(System.getProperty(TEMPORARY, "."));
    }

    private static void select(String property, List<Place> places) {
        List<String> problems = new ArrayList<>();
        for (Place place : places) {
            Optional<String> problem = problem(place.folder());
            if (problem.isEmpty()) {
                if (!problems.isEmpty()) {
                    System.setProperty(property, place.folder().toString());
                }
                return;
            }
            problems.add(place.folder() + " (" + place.setting() + ") " + problem.get());
        }
        throw new UserInputException("there is no folder for native libraries: "
                + problems.stream().collect(Collectors.joining(", "))
                + "; name one that can be written and is not mounted noexec with -D" + TEMPORARY + "=DIR");
    }

    /** Returns why libraries cannot be unpacked into a folder and loaded from it, by a file that is deleted again. */
    private static Optional<String> problem(Path folder) {
        Path trial = folder.resolve(".nin-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
        try {
            Files.createDirectories(folder);
            Files.createFile(trial);
            try {
                boolean isExecutable = trial.toFile().setExecutable(true) && Files.isExecutable(trial);
                return isExecutable ? Optional.empty() : Optional.of("is mounted noexec");
            } finally {
                Files.delete(trial);
            }
        } catch (IOException e) {
            return Optional.of("cannot be written (" + Reasons.of(e) + ")");
        }
    }
}
