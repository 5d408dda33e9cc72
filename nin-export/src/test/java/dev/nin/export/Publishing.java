// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import dev.nin.checkpoint.Checkpoint;
import java.nio.file.Path;
import java.util.List;

/** A process that publishes versions until it is killed, and prints each number. */
final class Publishing {
    private Publishing() {}

    public static void main(String... arguments) {
        Checkpoint checkpoint = Checkpoint.read(Path.of(arguments[0]));
        Path base = Path.of(arguments[1]);
        ExportOptions options = ExportOptions.builder().warmUp(List.of(1)).build();
        while (true) {
            System.out.println("published "
                    + SavedModelExporter.export(checkpoint, base, options).getFileName());
        }
    }
}
