// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving.batching;

import dev.nin.InvalidSettingException;
import dev.nin.UserInputException;
import java.time.Duration;

/**
 * How concurrent requests are joined into batches, and how many may wait for how long. Immutable.
 *
 * <pre>{@code
 * Batching.of(32, Duration.ofMillis(2)).withQueue(500).withDeadline(Duration.ofSeconds(1))
 * }</pre>
 *
 * @param size the maximum number of images of a joined batch; a request with more images runs alone
 * @param delay the maximum time that a batch waits for as many images as earlier ones had
 * @param queue the maximum number of waiting requests
 * @param deadline the maximum time that a request waits for its run
 * @param runners the maximum number of batches that run at the same time
 */
public record Batching(int size, Duration delay, int queue, Duration deadline, int runners) {
    private static final int GREATEST_SIZE = 4096;
    private static final int QUEUE = 256;
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final int RUNNERS = 2;

    /**
     * Checks the settings.
     *
     * @throws UserInputException if one is out of range
     */
    public Batching {
        requirePositive("size", size);
        if (size > GREATEST_SIZE) {
            throw new InvalidSettingException("size", "is " + size + ", expected at most " + GREATEST_SIZE);
        }
        if (delay.isNegative()) {
            throw new InvalidSettingException("delay", "is " + delay + ", expected zero or more");
        }
        requirePositive("queue", queue);
        if (deadline.isNegative() || deadline.isZero()) {
            throw new InvalidSettingException("deadline", "is " + deadline + ", expected more than zero");
        }
        requirePositive("runners", runners);
    }

    /**
     * Returns settings with a queue of 256 requests, a deadline of 5 seconds and 2 runners.
     *
     * @param size the maximum number of images of a joined batch, from 1 to 4096
     * @param delay the maximum time that a batch waits for others, such as 2 milliseconds; zero for none
     * @return the settings
     * @throws UserInputException if a value is out of range
     */
    public static Batching of(int size, Duration delay) {
        return new Batching(size, delay, QUEUE, DEADLINE, RUNNERS);
    }

    /**
     * Returns the same settings with another limit of waiting requests.
     *
     * @param requests the number from which further requests are refused, at least 1
     * @return the settings
     * @throws UserInputException if the number is out of range
     */
    public Batching withQueue(int requests) {
        return new Batching(size, delay, requests, deadline, runners);
    }

    /**
     * Returns the same settings with another deadline.
     *
     * @param wait the time after which a request that no batch has taken is refused, more than zero
     * @return the settings
     * @throws UserInputException if the time is not positive
     */
    public Batching withDeadline(Duration wait) {
        return new Batching(size, delay, queue, wait, runners);
    }

    /**
     * Returns the same settings with another number of batches that run at the same time.
     *
     * @param batches at least 1; more use more memory
     * @return the settings
     * @throws UserInputException if the number is out of range
     */
    public Batching withRunners(int batches) {
        return new Batching(size, delay, queue, deadline, batches);
    }

    private static void requirePositive(String setting, int value) {
        if (value < 1) {
            throw new InvalidSettingException(setting, "is " + value + ", expected at least 1");
        }
    }
}
