// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/** Where data comes from: folders of images, manifests, record files, and the sets that have a name. */
@NullMarked
package dev.nin.data.source;

import org.jspecify.annotations.NullMarked;
