// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/** Sources of data: folders of images, manifests, record files, and named data sets. */
@NullMarked
package dev.nin.data.source;

import org.jspecify.annotations.NullMarked;
