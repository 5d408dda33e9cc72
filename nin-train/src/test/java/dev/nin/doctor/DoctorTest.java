// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.data.binary.FashionMnistFolders;
import dev.nin.doctor.Finding.Level;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests faults of a machine or a class path, and their fixes. */
class DoctorTest {
    @TempDir
    private Path folder;

    @Test
    void findsThisBuildsMachineSound() {
        List<Finding> findings = Doctor.examine();

        assertThat(findings).noneMatch(finding -> finding.level() == Level.FAULT);
        assertThat(findings)
                .extracting(Finding::subject)
                .contains("Java", "processor", "native jar", "TensorFlow", "oneDNN", "sample", "Fashion-MNIST");
        assertThat(findings).anyMatch(finding -> finding.found().startsWith("2.18.0 on "));
    }

    @Test
    void wantsANativeJar() throws IOException {
        Finding finding = natives().examine();

        assertThat(finding.level()).isEqualTo(Level.FAULT);
        assertThat(finding.fix())
                .startsWith("add the Maven dependency org.tensorflow:tensorflow-core-native:1.")
                .contains("with the classifier " + platform());
    }

    @Test
    void wantsNoTwoNativeJars() throws IOException {
        NativeJars both = natives(jar("cpu.jar", platform()), jar("gpu.jar", platform() + "-gpu"));

        assertThat(both.examine().level()).isEqualTo(Level.FAULT);
        assertThat(both.examine().found()).isEqualTo("2 of them: cpu.jar, gpu.jar");
        assertThat(both.examine().fix()).startsWith("keep one: org.tensorflow:tensorflow-core-native:");
        assertThat(natives(jar("one.jar", platform())).examine()).isEqualTo(Finding.ok("native jar", "one.jar"));
    }

    @Test
    void namesPlatformsAsTheClassifiersDo() {
        assertThat(NativeJars.platform("Linux", "amd64")).isEqualTo("linux-x86_64");
        assertThat(NativeJars.platform("Mac OS X", "aarch64")).isEqualTo("macosx-arm64");
        assertThat(NativeJars.platform("Windows 11", "amd64")).isEqualTo("windows-x86_64");
    }

    @Test
    void wantsAProcessorWithAvx() {
        Processor old = new Processor(List.of("flags\t\t: fpu sse2"), List.of());
        Processor modern = new Processor(
                List.of("flags\t\t: fpu avx avx2 fma"),
                List.of("MemTotal:       24117248 kB", "MemAvailable:   12582912 kB"));

        assertThat(old.findings()).extracting(Finding::level).containsExactly(Level.FAULT);
        assertThat(modern.findings().get(0).found()).endsWith(", AVX AVX2 FMA");
        assertThat(modern.findings().get(1).found()).isEqualTo("23.0 GiB, 12.0 GiB of it free");
    }

    @Test
    void readsNvidiasVersions() {
        assertThat(GpuCheck.cuda(OptionalLong.of(12050))).isEqualTo("12.5");
        assertThat(GpuCheck.cuda(OptionalLong.empty())).isEqualTo("of unknown version");
        assertThat(GpuCheck.cuDnn(90300)).isEqualTo("9.3.0");
        assertThat(SharedLibrary.load("libnot-there.so.1")).isEmpty();
        assertThat(SharedLibrary.load("libc.so.6").orElseThrow().result("getppid"))
                .isPositive();
    }

    @Test
    void saysHowImagesAreHad() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        Finding missing = fashionMnist(new FashionMnistFolders(folder.resolve("cache"), Optional.empty()));
        Finding blocked = fashionMnist(new FashionMnistFolders(file.resolve("cache"), Optional.empty()));

        assertThat(missing.found()).isEqualTo("not found; --data fashion-mnist downloads it into " + folder + "/cache");
        assertThat(blocked.found()).endsWith("file/cache cannot be written");
        assertThat(blocked.fix()).contains("XDG_CACHE_HOME", "dataset-fashion-mnist");
        assertThat(fashionMnist(new FashionMnistFolders(folder, Optional.of(folder)))
                        .level())
                .isEqualTo(Level.OK);
    }

    private static Finding fashionMnist(FashionMnistFolders folders) {
        return DataCheck.examine(folders).get(1);
    }

    private static String platform() {
        return NativeJars.platform(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    private static NativeJars natives(URL... jars) throws IOException {
        try (URLClassLoader loader = new URLClassLoader(jars, ClassLoader.getPlatformClassLoader())) {
            return NativeJars.of(loader);
        }
    }

    private URL jar(String name, String platform) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out)) {
            jar.putNextEntry(new ZipEntry(
                    "org/tensorflow/internal/c_api/" + platform + "/" + System.mapLibraryName("jnitensorflow")));
            jar.closeEntry();
        }
        return file.toUri().toURL();
    }
}
