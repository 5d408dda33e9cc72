// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving;

import dev.nin.serving.batching.Batching;
import java.util.Optional;
import java.util.Set;
import org.tensorflow.proto.ConfigProto;

/** How a model is loaded and run. Immutable; the builder's methods state the defaults. */
public final class ServingOptions {
    private final ConfigProto session;
    private final Optional<Batching> batching;
    private final boolean warmUp;
    private final boolean waitForFirstVersion;
    private final Set<String> allowed;

    private ServingOptions(Builder builder) {
        session = builder.session;
        batching = builder.batching;
        warmUp = builder.warmUp;
        waitForFirstVersion = builder.waitForFirstVersion;
        allowed = builder.allowed;
    }

    /**
     * Creates a builder.
     *
     * @return a builder with the default options
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the default options with a session's configuration. */
    static ServingOptions of(ConfigProto session) {
        return builder().session(session).build();
    }

    /** Builds options; a later call replaces an earlier one of the same method. */
    public static final class Builder {
        private ConfigProto session = ConfigProto.getDefaultInstance();
        private Optional<Batching> batching = Optional.empty();
        private boolean warmUp = true;
        private boolean waitForFirstVersion;
        private Set<String> allowed = Set.of();

        private Builder() {}

        /**
         * Sets the sessions' configuration. Default: TensorFlow's.
         *
         * @param config such as that of {@link dev.nin.runtime.TensorFlowRuntime#sessionConfig}
         * @return this builder
         */
        public Builder session(ConfigProto config) {
            session = config;
            return this;
        }

        /**
         * Sets that concurrent requests are joined into batches and limited in number. Default: each request runs at
         * once and separately.
         *
         * @param settings the limits
         * @return this builder
         */
        public Builder batching(Batching settings) {
            batching = Optional.of(settings);
            return this;
        }

        /**
         * Sets whether each version runs test requests before it answers others. Default: yes. Without them, the first
         * requests of each version are slow, and a version that cannot be run is noticed only by them.
         *
         * @param wanted whether to warm up
         * @return this builder
         */
        public Builder warmUp(boolean wanted) {
            warmUp = wanted;
            return this;
        }

        /**
         * Sets whether {@code follow} starts without a usable version and waits for one. Default: no. Until one is
         * loaded, {@link ImageModel#isReady} is false, and requests throw a {@link NotReadyException}.
         *
         * @param wanted whether to wait; {@code open} ignores it
         * @return this builder
         */
        public Builder waitForFirstVersion(boolean wanted) {
            waitForFirstVersion = wanted;
            return this;
        }

        /**
         * Sets the operations to accept besides those that are known to only compute. Default: none. A model that runs
         * others is refused by their name, since TensorFlow has operations that read and write files, connect to other
         * machines or call Python.
         *
         * @param types types of operations of a trusted model, such as XlaCallModule
         * @return this builder
         */
        public Builder allowOperations(Set<String> types) {
            allowed = Set.copyOf(types);
            return this;
        }

        /**
         * Creates the options.
         *
         * @return the options
         */
        public ServingOptions build() {
            return new ServingOptions(this);
        }
    }

    ConfigProto session() {
        return session;
    }

    Optional<Batching> batching() {
        return batching;
    }

    Set<String> allowedOperations() {
        return allowed;
    }

    boolean warmsUp() {
        return warmUp;
    }

    boolean waitsForFirstVersion() {
        return waitForFirstVersion;
    }

    /** Returns the batch sizes to warm up. */
    Set<Integer> warmUpSizes() {
        return batching.filter(each -> each.size() > 1)
                .map(each -> Set.of(1, each.size()))
                .orElse(Set.of(1));
    }
}
