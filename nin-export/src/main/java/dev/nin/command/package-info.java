// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/** What the command lines of this project share. */
@NullMarked
package dev.nin.command;

import org.jspecify.annotations.NullMarked;
