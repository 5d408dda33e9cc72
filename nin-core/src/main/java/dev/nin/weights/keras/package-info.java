// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/**
 * Reading the HDF5 files and archives of Keras 2 and 3 by the library jHDF, which an application adds if it needs it.
 */
@NullMarked
package dev.nin.weights.keras;

import org.jspecify.annotations.NullMarked;
