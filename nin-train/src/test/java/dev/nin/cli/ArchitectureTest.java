// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
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
import dev.nin.command.CommandRunner;
import dev.nin.data.ImageSets;
import dev.nin.graph.CompiledModel;
import dev.nin.testing.ClassCircles;
import dev.nin.train.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Session;

/** Tests the dependencies of this module's packages. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.nin");

    private static final String[] OWN = {
        "dev.nin.cli",
        "dev.nin.cluster",
        "dev.nin.command",
        "dev.nin.data",
        "dev.nin.doctor",
        "dev.nin.optimizer",
        "dev.nin.report",
        "dev.nin.train"
    };

    private static final Set<Set<String>> CIRCLES = Set.of(
            // A configuration and its builder, which starts from a configuration.
            Set.of("dev.nin.train.config.TrainingConfig", "dev.nin.train.config.TrainingConfigBuilder"),
            // Default methods of a dataset return views of it, which are datasets.
            Set.of("dev.nin.data.Dataset", "dev.nin.data.Renumbered", "dev.nin.data.Subset"),
            // DataSource.find, which users call, chooses the kind of source.
            Set.of(
                    "dev.nin.data.source.DataSearch",
                    "dev.nin.data.source.DataSource",
                    "dev.nin.data.source.FileData",
                    "dev.nin.data.source.RecordData",
                    "dev.nin.data.source.StoredData"));

    @Test
    void seesTheClassesItJudges() {
        assertThat(CLASSES.contain(Trainer.class)).isTrue();
        assertThat(CLASSES.contain(ImageSets.class)).isTrue();
        assertThat(CLASSES.contain(CompiledModel.class)).isTrue();
        assertThat(CLASSES.contain(ArchitectureTest.class)).isFalse();
    }

    @Test
    void letsDataKnowNothingOfTraining() {
        noClasses()
                .that()
                .resideInAPackage("dev.nin.data..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.nin.train..",
                        "dev.nin.cli..",
                        "dev.nin.report..",
                        "dev.nin.dsl..",
                        "dev.nin.export..",
                        "dev.nin.graph..",
                        "dev.nin.runtime..")
                .check(CLASSES);
    }

    /** Records are TensorFlow's messages; only nin-core may use the rest of TensorFlow. */
    @Test
    void letsDataUseNoTensorFlowButItsMessages() {
        noClasses()
                .that()
                .resideInAPackage("dev.nin.data..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("org.tensorflow..").and(resideOutsideOfPackage("org.tensorflow.proto..")))
                .check(CLASSES);
    }

    @Test
    void letsAugmentationOfImagesUseNothingButMistakes() {
        classes()
                .that()
                .resideInAPackage("dev.nin.data.augment")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "dev.nin", "dev.nin.data.augment", "dev.nin.model")
                .check(CLASSES);
    }

    @Test
    void letsTrainingUseCoreAndDataOnly() {
        classes()
                .that()
                .resideInAPackage("dev.nin.train..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "com.google.common..",
                        "org.tensorflow..",
                        "org.jspecify..",
                        "dev.nin",
                        "dev.nin.train..",
                        "dev.nin.data",
                        "dev.nin.data.augment",
                        "dev.nin.files",
                        "dev.nin.model",
                        "dev.nin.graph..",
                        "dev.nin.weights",
                        "dev.nin.checkpoint",
                        "dev.nin.metric",
                        "dev.nin.optimizer",
                        "dev.nin.task..",
                        "dev.nin.runtime")
                .check(CLASSES);
    }

    @Test
    void letsOptimizersUseCoreOnly() {
        classes()
                .that()
                .resideInAPackage("dev.nin.optimizer")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "com.google.common..",
                        "org.tensorflow..",
                        "org.jspecify..",
                        "dev.nin",
                        "dev.nin.optimizer",
                        "dev.nin.model",
                        "dev.nin.graph..")
                .check(CLASSES);
    }

    @Test
    void letsReportsAloneDrawCharts() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.nin.report..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.knowm.xchart..", "com.samskivert..")
                .check(CLASSES);
    }

    @Test
    void letsNobodyUseTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.nin.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.nin.cli..")
                .check(CLASSES);
    }

    @Test
    void letsCommandLinesAloneUsePicocli() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.nin.cli..", "dev.nin.command")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .check(CLASSES);
    }

    @Test
    void leavesTheConsoleToTheRunner() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(CommandRunner.class)
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethodWhere(
                        target(nameMatching("printStackTrace")).and(target(rawParameterTypes(new Class<?>[0]))))
                .check(CLASSES);
    }

    /** One record per layer is what makes the model's package large. */
    @Test
    void keepsPackagesSmall() throws IOException {
        List<String> large = new ArrayList<>();
        for (String module : List.of("nin-core", "nin-dsl", "nin-export", "nin-train")) {
            Path sources = Path.of("..", module, "src/main/java");
            try (Stream<Path> files = Files.walk(sources)) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .collect(Collectors.groupingBy(
                                file -> sources.relativize(file.getParent()).toString(), Collectors.counting()))
                        .forEach((folder, count) -> {
                            if (count > 20) {
                                large.add(folder);
                            }
                        });
            }
        }
        assertThat(large).containsExactly("dev/nin/model");
    }

    @Test
    void hasNoCyclesOfPackages() {
        slices().matching("dev.nin.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void hasNoCirclesOfClasses() {
        JavaClasses own = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(OWN);
        assertThat(ClassCircles.of(own)).hasSameElementsAs(CIRCLES);
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
                .haveRawType(CompiledModel.class)
                .should()
                .beDeclaredInClassesThat()
                .areAssignableTo(AutoCloseable.class)
                .check(CLASSES);
    }
}
