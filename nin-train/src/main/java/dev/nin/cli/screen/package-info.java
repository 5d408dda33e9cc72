// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/** What the program prints while it works: lines, progress bars, wrapped text. */
@NullMarked
package dev.nin.cli.screen;

import org.jspecify.annotations.NullMarked;
