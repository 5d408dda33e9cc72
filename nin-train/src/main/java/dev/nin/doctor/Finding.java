// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.doctor;

/**
 * The result of one check.
 *
 * @param level the severity
 * @param subject the checked thing
 * @param found the result
 * @param fix the fix; empty if nothing needs fixing
 */
public record Finding(Level level, String subject, String found, String fix) {
    /** The severity of a finding. */
    public enum Level {
        /** No problem. */
        OK,
        /** Training can start, but something useful may be missing. */
        NOTE,
        /** Training cannot start. */
        FAULT
    }

    static Finding ok(String subject, String found) {
        return new Finding(Level.OK, subject, found, "");
    }

    static Finding note(String subject, String found, String fix) {
        return new Finding(Level.NOTE, subject, found, fix);
    }

    static Finding fault(String subject, String found, String fix) {
        return new Finding(Level.FAULT, subject, found, fix);
    }
}
