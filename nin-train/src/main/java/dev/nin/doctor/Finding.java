// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.doctor;

/**
 * What was found of one thing.
 *
 * @param level how grave it is
 * @param subject the thing
 * @param found what is there
 * @param remedy what mends it; empty where nothing needs mending
 */
public record Finding(Level level, String subject, String found, String remedy) {
    /** How grave a finding is. */
    public enum Level {
        /** All is well. */
        OK,
        /** Training can start, but something is missing that may be wanted. */
        NOTE,
        /** Training could not start. */
        FAULT
    }

    static Finding ok(String subject, String found) {
        return new Finding(Level.OK, subject, found, "");
    }

    static Finding note(String subject, String found, String remedy) {
        return new Finding(Level.NOTE, subject, found, remedy);
    }

    static Finding fault(String subject, String found, String remedy) {
        return new Finding(Level.FAULT, subject, found, remedy);
    }
}
