// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.dsl;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.nin.testing.ClassCircles;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests the DSL's dependencies: it uses the model as data, and never TensorFlow. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.nin.dsl", "dev.nin.zoo");

    /** The fluent stages: each method returns the next stage, and interfaces group the methods of one stage. */
    private static final Set<Set<String>> CIRCLES = Set.of(
            Set.of("dev.nin.dsl.Activations", "dev.nin.dsl.Configurable", "dev.nin.dsl.Features"),
            Set.of(
                    "dev.nin.dsl.Branches",
                    "dev.nin.dsl.Continuation",
                    "dev.nin.dsl.Convolutions",
                    "dev.nin.dsl.DepthwiseConvolutions",
                    "dev.nin.dsl.Enlargements",
                    "dev.nin.dsl.FeatureMap",
                    "dev.nin.dsl.Margins",
                    "dev.nin.dsl.Poolings"));

    @Test
    void usesTheModelGuavaAndTheJdk() {
        classes()
                .that()
                .resideInAPackage("dev.nin.dsl..")
                .and()
                .doNotBelongToAnyOf(Features.class)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.nin.dsl..", "dev.nin.model..", "com.google.common..", "java..", "org.jspecify..")
                .check(CLASSES);
    }

    /** The DSL refers to TensorFlow only for custom layers. */
    @Test
    void onlyFeaturesTakesOperationsOfTensorFlow() {
        classes()
                .that()
                .areAssignableTo(Features.class)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.nin.dsl..",
                        "dev.nin.model..",
                        "com.google.common..",
                        "java..",
                        "org.jspecify..",
                        "dev.nin.graph.layer",
                        "org.tensorflow",
                        "org.tensorflow.op",
                        "org.tensorflow.types")
                .check(CLASSES);
    }

    @Test
    void classesHaveNoCircles() {
        assertThat(ClassCircles.of(CLASSES)).hasSameElementsAs(CIRCLES);
    }

    @Test
    void stagesNeverChange() {
        fields().that().areDeclaredIn(Stage.class).should().beFinal().check(CLASSES);
        fields().that().areStatic().should().beFinal().check(CLASSES);
    }
}
