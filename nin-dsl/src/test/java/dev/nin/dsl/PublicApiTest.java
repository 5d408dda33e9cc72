// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Compares the public API of nin-core and nin-dsl with a file, so that changes show in review. */
class PublicApiTest {
    private static final Path KEPT = Path.of("src", "test", "resources", "golden", "api.txt");

    /**
     * Regenerate it with {@code mvn -pl nin-dsl -am test -Dtest=PublicApiTest -Dgolden.update=true
     * -Dsurefire.failIfNoSpecifiedTests=false}.
     */
    @Test
    @Tag("golden")
    void isTheOneOfTheFile() throws IOException {
        Set<Class<?>> classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.nin").stream()
                        // No user calls it, and it needs a library that only readers of such files have.
                        .filter(each -> !each.getPackageName().equals("dev.nin.weights.keras"))
                        .map(JavaClass::reflect)
                        .collect(Collectors.toSet());
        String found = PublicApi.of(classes);
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(KEPT.getParent());
            Files.writeString(KEPT, found);
        }
        assertThat(found).as("compared with %s", KEPT).isEqualTo(Files.readString(KEPT));
    }
}
