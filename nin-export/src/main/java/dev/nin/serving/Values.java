// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving;

import com.google.common.collect.ImmutableMap;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;

/** The numbers predicted for one image by name, in the model's order. An unmodifiable map that knows its version. */
public final class Values extends AbstractMap<String, Float> {
    private final Map<String, Float> values;
    private final String version;

    Values(Map<String, Float> values, String version) {
        this.values = ImmutableMap.copyOf(values);
        this.version = version;
    }

    /**
     * Returns the version that predicted the values.
     *
     * @return the name of the version's folder, such as 3
     */
    public String version() {
        return version;
    }

    @Override
    public Set<Entry<String, Float>> entrySet() {
        return values.entrySet();
    }
}
