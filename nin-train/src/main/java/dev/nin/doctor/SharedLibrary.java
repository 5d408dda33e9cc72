// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.doctor;

import com.sun.jna.NativeLibrary;
import com.sun.jna.ptr.IntByReference;
import java.util.Optional;
import java.util.OptionalLong;

/** A loaded shared library of the system. */
final class SharedLibrary {
    private final NativeLibrary library;

    private SharedLibrary(NativeLibrary library) {
        this.library = library;
    }

    /** Loads a library; empty if the system's loader does not find it, or JNA cannot load it. */
    static Optional<SharedLibrary> load(String name) {
        try {
            return Optional.of(new SharedLibrary(NativeLibrary.getInstance(name)));
        } catch (LinkageError e) {
            return Optional.empty();
        }
    }

    /** Returns the result of a function without parameters. */
    long result(String function) {
        return library.getFunction(function).invokeLong(new Object[0]);
    }

    /** Returns the number that a function writes to its argument; empty if it reports a failure. */
    OptionalLong number(String function) {
        IntByReference number = new IntByReference();
        int status = library.getFunction(function).invokeInt(new Object[] {number});
        return status == 0 ? OptionalLong.of(number.getValue()) : OptionalLong.empty();
    }
}
