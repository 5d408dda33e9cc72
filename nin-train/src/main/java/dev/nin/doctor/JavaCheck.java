// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.doctor;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Checks the Java version, how its libraries are loaded, and whether they may use native code. */
final class JavaCheck {
    /** From this version on, Java warns about native code that is not enabled explicitly. */
    private static final int WARNS = 24;

    private static final double GIBIBYTE = 1 << 30;

    private JavaCheck() {}

    static List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        boolean isModular = JavaCheck.class.getModule().isNamed();
        findings.add(Finding.ok(
                "Java",
                String.format(
                        Locale.ROOT,
                        "%s on %s %s, %s, heap up to %.1f GiB",
                        Runtime.version(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        isModular ? "module path" : "class path",
                        Runtime.getRuntime().maxMemory() / GIBIBYTE)));
        if (Runtime.version().feature() >= WARNS && !mayUseNativeCode()) {
            findings.add(Finding.note(
                    "native code",
                    "Java warns about it",
                    "start Java with --enable-native-access="
                            + (isModular ? "org.bytedeco.javacpp,com.sun.jna" : "ALL-UNNAMED")
                            + " --sun-misc-unsafe-memory-access=allow"));
        }
        return findings;
    }

    /**
     * Returns whether native access is enabled; called by reflection, because the target Java version lacks the method.
     */
    private static boolean mayUseNativeCode() {
        try {
            Method question = Module.class.getMethod("isNativeAccessEnabled");
            return (boolean) question.invoke(JavaCheck.class.getModule());
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
