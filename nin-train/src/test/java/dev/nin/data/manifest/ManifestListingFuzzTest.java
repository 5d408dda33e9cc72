// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.manifest;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.nin.data.listing.Progress;
import dev.nin.task.Target.Kind;
import dev.nin.testing.ReaderContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** Manifests of arbitrary bytes. */
class ManifestListingFuzzTest {
    @TempDir
    private static Path folder;

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "file,label,split\n1.png,cat,train\n\"1.png\",cat,test\n",
                        "label;file\ncat;1.png",
                        "file,label\n\"1.png,cat\n",
                        "{\"file\": \"1.png\", \"label\": 3, \"split\": \"val\"}\n{\"file\": [[[",
                        "\ufefffile\tlabel\r\n1.png\tcat\r\n",
                        "file,label\n\0,\u202e\n",
                        "file,tags,split\n1.png,a;b,train\n1.png,;;c,test\n",
                        "x,file,y\n-1.5e3,1.png,nan\n",
                        "{\"file\": \"1.png\", \"x\": 1, \"y\": [2]}\n{\"y\": 3, \"file\": \"1.png\"}\n",
                        "file,mask\n1.png,1.png\n")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void reads(byte[] bytes) throws IOException {
        Path image = folder.resolve("1.png");
        if (!Files.exists(image)) {
            Files.createFile(image);
        }
        for (String name : new String[] {"m.csv", "m.jsonl"}) {
            Path manifest = folder.resolve(name);
            for (Kind kind : Kind.values()) {
                ReaderContract.checkFile(
                        manifest, bytes, () -> ManifestListing.list(manifest, folder, kind, Progress.NONE));
            }
        }
    }
}
