// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/** Readers of the HDF5 files and archives of Keras 2 and 3, based on the optional library jHDF. */
@NullMarked
package dev.nin.weights.keras;

import org.jspecify.annotations.NullMarked;
