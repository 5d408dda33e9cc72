// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.scan;

/** How image files that cannot be used are handled. */
public enum BadFiles {
    /** They are refused, all in one message. */
    FAIL,
    /** They are left out and listed in the result. */
    SKIP
}
