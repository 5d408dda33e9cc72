// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Checks the libraries that a GPU needs, with the system's loader as TensorFlow does. */
final class GpuCheck {
    private static final String NAME = "GPU";

    private GpuCheck() {}

    static List<Finding> examine(boolean hasGpuJar) {
        Optional<SharedLibrary> driver = SharedLibrary.load("libcuda.so.1");
        if (driver.isEmpty()) {
            return List.of(
                    hasGpuJar
                            ? Finding.note(
                                    "GPU driver",
                                    "none (libcuda.so.1): trains on the CPU",
                                    "install NVIDIA's driver, on Debian the package nvidia-driver; in a container, "
                                            + "start it with --gpus all")
                            : Finding.ok(NAME, "no driver (libcuda.so.1); the CPU needs none"));
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok("GPU driver", "for CUDA " + cuda(driver.get().number("cuDriverGetVersion"))));
        NvidiaSmi.devices().forEach(device -> findings.add(Finding.ok(NAME, device)));
        if (!hasGpuJar) {
            findings.add(Finding.note(
                    "native jar",
                    "for the CPU, beside a GPU",
                    "build with -Pgpu, or use the classifier linux-x86_64-gpu of tensorflow-core-native"));
        }
        findings.add(SharedLibrary.load("libcudart.so.12")
                .map(library -> Finding.ok("CUDA", cuda(library.number("cudaRuntimeGetVersion"))))
                .orElseGet(() -> missing(
                        "CUDA",
                        "libcudart.so.12",
                        "install CUDA 12.5 (NVIDIA's package cuda-toolkit-12-5)",
                        hasGpuJar)));
        findings.add(SharedLibrary.load("libcudnn.so.9")
                .map(library -> Finding.ok("cuDNN", cuDnn(library.result("cudnnGetVersion"))))
                .orElseGet(() -> missing(
                        "cuDNN", "libcudnn.so.9", "install cuDNN 9.3 (NVIDIA's package cudnn9-cuda-12)", hasGpuJar)));
        return findings;
    }

    private static Finding missing(String name, String library, String fix, boolean isNeeded) {
        String found = library + " is not found" + (isNeeded ? ": trains on the CPU" : "");
        return Finding.note(name, found, fix + " and add its library folder to LD_LIBRARY_PATH");
    }

    /** Returns the version's text, such as 12.5 for 12050. */
    static String cuda(OptionalLong version) {
        return version.isEmpty()
                ? "of unknown version"
                : version.getAsLong() / 1000 + "." + version.getAsLong() % 1000 / 10;
    }

    /** Returns the version's text, such as 9.3.0 for 90300. */
    static String cuDnn(long version) {
        return version / 10000 + "." + version / 100 % 100 + "." + version % 100;
    }
}
