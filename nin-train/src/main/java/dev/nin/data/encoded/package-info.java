// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/** Data sets of encoded images, decoded while training reads them. */
@NullMarked
package dev.nin.data.encoded;

import org.jspecify.annotations.NullMarked;
