// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.runtime;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.primitives.Longs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** Reads the text files in which Linux's kernel describes a process and the machine. */
final class KernelFile {
    private KernelFile() {}

    /** Returns the number after a line's name. */
    static OptionalLong number(List<String> lines, String name) {
        for (String line : lines) {
            if (line.startsWith(name)) {
                List<String> words = Splitter.on(CharMatcher.whitespace())
                        .omitEmptyStrings()
                        .splitToList(line.substring(name.length()));
                Long number = words.isEmpty() ? null : Longs.tryParse(words.get(0));
                return number == null ? OptionalLong.empty() : OptionalLong.of(number);
            }
        }
        return OptionalLong.empty();
    }

    /** Returns a file's lines; none if it cannot be read. */
    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException | SecurityException e) {
            return List.of();
        }
    }
}
