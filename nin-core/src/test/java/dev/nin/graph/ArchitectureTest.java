// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.nin.model.Layer;
import dev.nin.model.LayerVisitor;
import dev.nin.testing.ClassCircles;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Session;

/** Tests the allowed dependencies between packages. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.nin");

    private static final Set<Set<String>> CIRCLES = Set.of(
            // A visitor has a method for each layer, and each layer calls its own.
            Stream.concat(
                            Stream.of(Layer.class, LayerVisitor.class),
                            Arrays.stream(Layer.class.getPermittedSubclasses()))
                    .map(Class::getName)
                    .collect(Collectors.toSet()),
            // Task's static factories return its kinds.
            Set.of(
                    "dev.nin.task.Classification",
                    "dev.nin.task.CustomTask",
                    "dev.nin.task.MultiLabel",
                    "dev.nin.task.Reconstruction",
                    "dev.nin.task.Regression",
                    "dev.nin.task.Segmentation",
                    "dev.nin.task.Task",
                    "dev.nin.task.TaskWithLoss"),
            // A model returns its summary, which has a public factory.
            Set.of("dev.nin.model.ModelSpec", "dev.nin.model.TorchSummary"));

    @Test
    void theModelKnowsNoTensorFlow() {
        noClasses()
                .that()
                .resideInAPackage("dev.nin.model..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.tensorflow..", "com.sun.jna..", "dev.nin.graph..", "dev.nin.runtime..")
                .check(CLASSES);
    }

    @Test
    void theGraphKnowsNothingAboveIt() {
        noClasses()
                .that()
                .resideInAPackage("dev.nin.graph..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.nin.runtime..",
                        "dev.nin.task..",
                        "dev.nin.metric..",
                        "dev.nin.checkpoint..",
                        "dev.nin.dsl..",
                        "dev.nin.train..",
                        "dev.nin.export..",
                        "dev.nin.serving..",
                        "dev.nin.versions..",
                        "dev.nin.data..",
                        "com.sun.jna..")
                .check(CLASSES);
    }

    /** Code that reads untrusted files does not run them and needs no session. */
    @Test
    void weightsKnowNoGraph() {
        noClasses()
                .that()
                .resideInAPackage("dev.nin.weights..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.nin.graph..",
                        "dev.nin.task..",
                        "dev.nin.checkpoint..",
                        "org.tensorflow",
                        "org.tensorflow.op..")
                .check(CLASSES);
    }

    @Test
    void metricsKnowOnlyTensorFlow() {
        classes()
                .that()
                .resideInAPackage("dev.nin.metric..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.nin.metric..", "org.tensorflow..", "com.google.common..", "java..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void tasksKnowModelGraphAndMetrics() {
        classes()
                .that()
                .resideInAPackage("dev.nin.task..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.nin.task..",
                        "dev.nin",
                        "dev.nin.model..",
                        "dev.nin.graph..",
                        "dev.nin.metric..",
                        "org.tensorflow..",
                        "com.google.common..",
                        "java..",
                        "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void theRuntimeKnowsOnlyTheModel() {
        noClasses()
                .that()
                .resideInAPackage("dev.nin.runtime..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.nin.graph..")
                .check(CLASSES);
    }

    /** Everything else runs on a JRE without the module java.desktop. */
    @Test
    void onlyDrawingsUseAwt() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.nin.drawing..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.awt..", "javax.imageio..", "javax.swing..")
                .check(CLASSES);
    }

    @Test
    void drawingsKnowOnlyTheModel() {
        classes()
                .that()
                .resideInAPackage("dev.nin.drawing..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.nin.drawing..",
                        "dev.nin",
                        "dev.nin.model..",
                        "com.google.common..",
                        "java..",
                        "javax.imageio..",
                        "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.nin.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void classesHaveNoCircles() {
        assertThat(ClassCircles.of(CLASSES)).hasSameElementsAs(CIRCLES);
    }

    @Test
    void nothingStaticChanges() {
        fields().that().areStatic().should().beFinal().check(CLASSES);
    }

    @Test
    void ownersOfGraphsAndSessionsAreClosable() {
        classes()
                .that(new DescribedPredicate<JavaClass>("have a field of Graph or Session") {
                    @Override
                    public boolean test(JavaClass each) {
                        return each.getFields().stream()
                                .map(field -> field.getRawType())
                                .anyMatch(
                                        type -> type.isEquivalentTo(Graph.class) || type.isEquivalentTo(Session.class));
                    }
                })
                .should()
                .implement(AutoCloseable.class)
                .check(CLASSES);
    }
}
