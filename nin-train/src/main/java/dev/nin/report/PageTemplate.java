// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** The templates of pages. */
final class PageTemplate {
    private PageTemplate() {}

    /** Returns a page. A template may include others by their file names. */
    static String fill(String template, Map<String, Object> values) {
        return Mustache.compiler()
                .defaultValue("")
                .emptyStringIsFalse(true)
                .withLoader(name -> new StringReader(text(name)))
                .compile(text(template))
                .execute(values);
    }

    /** Reads a resource from within the module, where it is visible. */
    private static String text(String name) {
        try (InputStream resource = Objects.requireNonNull(PageTemplate.class.getResourceAsStream(name))) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the resource " + name + " cannot be read", e);
        }
    }
}
