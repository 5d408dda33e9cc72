// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving;

import dev.nin.export.TestModels;
import dev.nin.versions.VersionDirectory;
import java.nio.file.Path;
import java.util.OptionalLong;

/** A process that repeatedly opens the newest version as a server does, and prints the result. */
public final class Watching {
    private Watching() {}

    public static void main(String... arguments) {
        VersionDirectory versions = new VersionDirectory(Path.of(arguments[0]));
        byte[] pixels = new byte[TestModels.SIZE * TestModels.SIZE];
        while (true) {
            OptionalLong newest = versions.newest();
            if (newest.isPresent()) {
                try (Predictor predictor = Predictor.open(versions.version(newest.getAsLong()))) {
                    predictor.predict(pixels);
                }
                System.out.println("opened " + newest.getAsLong());
            }
        }
    }
}
