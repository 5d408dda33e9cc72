// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/** A training as planned from the options: its data, model and header. */
@NullMarked
package dev.nin.cli.plan;

import org.jspecify.annotations.NullMarked;
