// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.process;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.nin.checkpoint.Checkpoint;
import dev.nin.train.progress.EpochMetrics;
import dev.nin.train.progress.StepMetrics;
import dev.nin.train.progress.TrainingListener;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Handles SIGINT (Ctrl-C) and SIGTERM: the first signal stops the training after its current step, the second ends the
 * process immediately. Where there are last words, the first signal ends the process too: immediately as long as no
 * step has been taken, otherwise if training has not stopped by itself after {@value #GRACE_SECONDS} seconds. Closing
 * it restores the previous handlers.
 */
public final class StopSignals implements TrainingListener, AutoCloseable {
    private static final int INTERRUPT = 2;

    private static final Map<String, Integer> SIGNALS = Map.of("INT", INTERRUPT, "TERM", 15);
    /** The offset that shells add to a signal's number for the exit code of a process that it ended. */
    private static final int CODE = 128;

    /** Shorter than the 30 seconds after which Kubernetes kills a process. */
    private static final int GRACE_SECONDS = 15;

    private final Map<Object, Object> before = new HashMap<>();
    private final Optional<Runnable> lastWords;
    private final AtomicInteger received = new AtomicInteger();
    /** Whether a signal ends the process immediately, since there is no work to keep. */
    private volatile boolean isAtOnce;
    /** Whether the training has stopped, so that the process ends by itself. */
    private boolean hasStopped;

    private StopSignals(Optional<Runnable> lastWords, boolean isAtOnce) {
        this.lastWords = lastWords;
        this.isAtOnce = isAtOnce;
    }

    /** Starts handling signals. If the JVM leaves signals to others, it never receives one. */
    public static StopSignals listen() {
        return listen(new StopSignals(Optional.empty(), false));
    }

    /**
     * Starts handling signals of a process that does not wait long for its training to stop.
     *
     * @param lastWords tells the user what was kept, before the process ends
     */
    public static StopSignals listen(Runnable lastWords) {
        return listen(new StopSignals(Optional.of(lastWords), true));
    }

    private static StopSignals listen(StopSignals signals) {
        SIGNALS.forEach(signals::handle);
        return signals;
    }

    /** Returns the exit code of a process stopped by such a signal; empty without a signal. */
    public OptionalInt exitCode() {
        return wantsToPause() ? OptionalInt.of(CODE + received.get()) : OptionalInt.empty();
    }

    @Override
    public void stepTaken(StepMetrics metrics) {
        awaitStep();
    }

    @Override
    public void epochEnded(EpochMetrics metrics, Supplier<Checkpoint> checkpoint) {}

    @Override
    public boolean wantsToPause() {
        return received.get() != 0;
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

    /** From now on a signal lets the current step end. */
    public void awaitStep() {
        isAtOnce = false;
    }

    /** From now on a signal ends the process immediately, since all work is kept. */
    public void endAtOnce() {
        isAtOnce = true;
    }

    /** Leaves the end of the process to the caller, who has been told to stop and keeps its work. */
    public synchronized void stopped() {
        hasStopped = true;
    }

    private void receive(int number) {
        if (isFirst(number) && lastWords.isPresent()) {
            if (isAtOnce) {
                end(lastWords.get(), number);
            } else {
                endLater(lastWords.get(), number);
            }
        }
    }

    private void endLater(Runnable words, int number) {
        Thread waiting = new Thread(
                () -> {
                    Uninterruptibles.sleepUninterruptibly(Duration.ofSeconds(GRACE_SECONDS));
                    end(words, number);
                },
                "stop");
        waiting.setDaemon(true);
        waiting.start();
    }

    private synchronized void end(Runnable words, int number) {
        if (hasStopped) {
            return;
        }
        try {
            words.run();
        } finally {
            Runtime.getRuntime().halt(CODE + number);
        }
    }

    /** Takes a signal and returns whether it is the first; the second ends the process. */
    private boolean isFirst(int number) {
        // A terminal sends SIGINT to the launcher too, which then sends SIGTERM.
        if (number == INTERRUPT && LocalTasks.isLaunched()) {
            return false;
        }
        if (!received.compareAndSet(0, number)) {
            Runtime.getRuntime().halt(CODE + number);
        }
        return true;
    }

    @Override
    public void close() {
        stopped();
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
