// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

/** A file is not of the format it should be; the message says why and what to do, without the file's name. */
final class DamagedFileException extends Exception {
    private static final long serialVersionUID = 1;

    DamagedFileException(String problem) {
        this(problem, "use another copy");
    }

    DamagedFileException(String problem, String remedy) {
        super(problem + "; " + remedy);
    }
}
