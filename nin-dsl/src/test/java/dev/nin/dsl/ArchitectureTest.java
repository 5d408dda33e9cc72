package dev.nin.dsl;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What the DSL may use: the model as data, and never TensorFlow. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.nin.dsl");

    @Test
    void usesTheModelGuavaAndTheJdk() {
        classes()
                .that()
                .resideInAPackage("dev.nin.dsl..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.nin.dsl..", "dev.nin.model..", "com.google.common..", "java..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void stagesNeverChange() {
        fields().that().areDeclaredIn(Stage.class).should().beFinal().check(CLASSES);
        fields().that().areStatic().should().beFinal().check(CLASSES);
    }
}
