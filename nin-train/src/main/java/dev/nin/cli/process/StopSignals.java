// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.process;

import dev.nin.checkpoint.Checkpoint;
import dev.nin.train.progress.EpochMetrics;
import dev.nin.train.progress.TrainingListener;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Handles SIGINT (Ctrl-C) and SIGTERM: the first signal stops the training after its current step, the second ends the
 * process immediately. Closing it restores the previous handlers.
 */
public final class StopSignals implements TrainingListener, AutoCloseable {
    private static final int INTERRUPT = 2;

    private static final Map<String, Integer> SIGNALS = Map.of("INT", INTERRUPT, "TERM", 15);
    /** The offset that shells add to a signal's number for the exit code of a process that it ended. */
    private static final int CODE = 128;

    private final Map<Object, Object> before = new HashMap<>();
    private volatile int received;

    private StopSignals() {}

    /** Starts handling signals. If the JVM leaves signals to others, it never receives one. */
    public static StopSignals listen() {
        StopSignals signals = new StopSignals();
        SIGNALS.forEach(signals::handle);
        return signals;
    }

    /** Returns the exit code of a process stopped by such a signal; empty without a signal. */
    public OptionalInt exitCode() {
        return received == 0 ? OptionalInt.empty() : OptionalInt.of(CODE + received);
    }

    @Override
    public void epochEnded(EpochMetrics metrics, Supplier<Checkpoint> checkpoint) {}

    @Override
    public boolean wantsToPause() {
        return received != 0;
    }

    // The JDK has no other API for signals, and javac's warning about this one cannot be suppressed.
    private void handle(String name, int number) {
        try {
            Class<?> type = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object signal = type.getConstructor(String.class).newInstance(name);
            Object handler = Proxy.newProxyInstance(
                    handlerType.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
                        if (method.getDeclaringClass() == Object.class) {
                            return method.invoke(this, arguments);
                        }
                        receive(number);
                        return null;
                    });
            before.put(signal, type.getMethod("handle", type, handlerType).invoke(null, signal, handler));
        } catch (ReflectiveOperationException e) {
            // Without the class or, under -Xrs, without the signal, the JVM ends as usual.
        }
    }

    private synchronized void receive(int number) {
        // A terminal sends SIGINT to the launcher too, which then sends SIGTERM.
        if (number == INTERRUPT && LocalTasks.isLaunched()) {
            return;
        }
        if (received != 0) {
            Runtime.getRuntime().halt(CODE + number);
        }
        received = number;
    }

    @Override
    public void close() {
        before.forEach((signal, handler) -> {
            try {
                Class<?> type = signal.getClass();
                type.getMethod("handle", type, Class.forName("sun.misc.SignalHandler"))
                        .invoke(null, signal, handler);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("a signal that could be taken could not be given back", e);
            }
        });
    }
}
