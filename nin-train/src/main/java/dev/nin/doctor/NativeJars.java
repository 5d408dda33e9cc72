// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.doctor;

import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The jars with TensorFlow's native library on the class path: there must be exactly one.
 *
 * @param platform the required platform, such as linux-x86_64
 * @param jars the jars' names
 */
record NativeJars(String platform, List<String> jars) {
    private static final String FOLDER = "org/tensorflow/internal/c_api/";
    private static final String GPU = "-gpu";

    NativeJars {
        jars = List.copyOf(jars);
    }

    static NativeJars of(ClassLoader loader) {
        String platform = platform(System.getProperty("os.name"), System.getProperty("os.arch"));
        String library = System.mapLibraryName("jnitensorflow");
        List<String> jars = new ArrayList<>();
        try {
            for (String each : List.of(platform, platform + GPU)) {
                for (URL url : Collections.list(loader.getResources(FOLDER + each + "/" + library))) {
                    jars.add(jar(url.toString()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the class path cannot be searched", e);
        }
        return new NativeJars(platform, jars);
    }

    boolean hasGpu() {
        return jars.stream().anyMatch(jar -> jar.contains(GPU));
    }

    Finding examine() {
        String dependency = "org.tensorflow:tensorflow-core-native:" + version();
        if (jars.isEmpty()) {
            return Finding.fault(
                    "native jar",
                    "none for " + platform,
                    "add the Maven dependency " + dependency + " with the classifier " + platform
                            + ", for a GPU linux-x86_64-gpu instead");
        }
        if (jars.size() > 1) {
            return Finding.fault(
                    "native jar",
                    jars.size() + " of them: " + String.join(", ", jars),
                    "keep one: " + dependency + " with the classifier " + platform + " or " + platform + GPU
                            + ", and no tensorflow-core-platform beside it");
        }
        return Finding.ok("native jar", jars.get(0));
    }

    static String platform(String system, String architecture) {
        String name = system.toLowerCase(Locale.ROOT);
        String start = name.startsWith("mac") ? "macosx" : name.startsWith("windows") ? "windows" : "linux";
        String end = architecture.equals("amd64") ? "x86_64" : architecture.equals("aarch64") ? "arm64" : architecture;
        return start + "-" + end;
    }

    /** Returns the file name in a URL such as jar:file:/folder/name.jar!/entry. */
    private static String jar(String address) {
        int end = address.indexOf('!');
        String file = end < 0 ? address : address.substring(0, end);
        return Optional.of(file.substring(file.lastIndexOf('/') + 1))
                .filter(name -> end >= 0)
                .orElse(file);
    }

    private static String version() {
        try {
            return Resources.toString(
                            Resources.getResource(NativeJars.class, "tensorflow-version.txt"), StandardCharsets.UTF_8)
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the resource tensorflow-version.txt cannot be read", e);
        }
    }
}
