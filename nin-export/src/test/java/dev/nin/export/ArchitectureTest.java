// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasParameterTypes.Predicates.rawParameterTypes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.nin.graph.CompiledModel;
import dev.nin.testing.ClassCircles;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;

/** Tests which packages this module may use. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.nin");

    private static final String[] OWN = {
        "dev.nin.export",
        "dev.nin.images",
        "dev.nin.messages",
        "dev.nin.onnx",
        "dev.nin.onnx.format",
        "dev.nin.onnx.quantization",
        "dev.nin.onnx.runtime",
        "dev.nin.savedmodel",
        "dev.nin.serving..",
        "dev.nin.versions"
    };
    private static final String[] USED = {
        "java..",
        "javax.imageio..",
        "org.tensorflow..",
        "com.fasterxml.jackson..",
        "com.google.common..",
        "com.google.protobuf..",
        "ai.onnxruntime..",
        "io.micrometer..",
        "org.jspecify..",
        "dev.nin",
        "dev.nin.checkpoint",
        "dev.nin.model",
        "dev.nin.files",
        "dev.nin.graph..",
        "dev.nin.image",
        "dev.nin.runtime",
        "dev.nin.task..",
        "dev.nin.weights",
        "dev.nin.text"
    };

    @Test
    void seesTheClassesItJudges() {
        assertThat(CLASSES.contain(SavedModelExporter.class)).isTrue();
        assertThat(CLASSES.contain(ArchitectureTest.class)).isFalse();
    }

    @Test
    void usesTheModelItsGraphAndTheRuntimeOnly() {
        classes()
                .that()
                .resideInAnyPackage(OWN)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(OWN).or(resideInAnyPackage(USED)))
                .check(CLASSES);
    }

    @Test
    void onlyTheMetersNeedMicrometer() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.nin.serving.micrometer")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.micrometer..", "dev.nin.serving.micrometer")
                .check(CLASSES);
    }

    @Test
    void onlyTheModelsInOnnxRuntimeNeedIt() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.nin.onnx.runtime")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.onnxruntime..")
                .check(CLASSES);
    }

    @Test
    void isUsedByNothingBelowIt() {
        noClasses()
                .that()
                .resideOutsideOfPackages(OWN)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(OWN)
                .check(CLASSES);
    }

    /** Code that only runs models does not depend on code that writes them. */
    @Test
    void letsReadersKnowNothingOfTheExporter() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.nin.export")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.nin.export")
                .check(CLASSES);
    }

    @Test
    void leavesTheConsoleToPrograms() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethodWhere(
                        target(nameMatching("printStackTrace")).and(target(rawParameterTypes(new Class<?>[0]))))
                .check(CLASSES);
    }

    @Test
    void hasNoCyclesOfPackages() {
        slices().matching("dev.nin.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    /** A sealed type and its cases form none, since the list of its cases does not count as a dependency. */
    @Test
    void hasNoCirclesOfClasses() {
        JavaClasses own = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(OWN);
        assertThat(ClassCircles.of(own)).isEmpty();
    }

    @Test
    void keepsNoStateInStatics() {
        fields().that().areStatic().should().beFinal().check(CLASSES);
    }

    @Test
    void closesWhatItHolds() {
        fields().that()
                .haveRawType(Graph.class)
                .or()
                .haveRawType(Session.class)
                .or()
                .haveRawType(SavedModelBundle.class)
                .or()
                .haveRawType(CompiledModel.class)
                .should()
                .beDeclaredInClassesThat()
                .areAssignableTo(AutoCloseable.class)
                .check(CLASSES);
    }
}
