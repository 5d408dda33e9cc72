// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.doctor;

import java.util.ArrayList;
import java.util.List;

/** Checks this machine and this process for everything that a training needs. */
public final class Doctor {
    private Doctor() {}

    /**
     * Runs all checks; loads TensorFlow.
     *
     * @return the findings, in the order in which a training needs them
     */
    public static List<Finding> examine() {
        List<Finding> findings = new ArrayList<>(JavaCheck.examine());
        findings.addAll(Processor.examine());
        NativeJars jars = NativeJars.of(Doctor.class.getClassLoader());
        Finding natives = jars.examine();
        findings.add(natives);
        if (natives.level() != Finding.Level.FAULT) {
            findings.addAll(TensorFlowCheck.examine());
        }
        if (!TensorFlowCheck.lacksFolder(findings)) {
            findings.addAll(GpuCheck.examine(jars.hasGpu()));
        }
        findings.addAll(DataCheck.examine());
        return List.copyOf(findings);
    }
}
