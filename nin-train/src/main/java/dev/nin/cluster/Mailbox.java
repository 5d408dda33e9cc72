// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cluster;

import dev.nin.UserInputException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The lines received from the linked tasks, in order of arrival. */
final class Mailbox {
    /**
     * The start of the line by which a task tells the chief, or the chief tells all, that it gives up; the reason
     * follows.
     */
    static final String FAILED = "failed ";

    private final ClusterPlan plan;
    private final BlockingQueue<Mail> mails = new LinkedBlockingQueue<>();

    /**
     * A line, or the end of all lines.
     *
     * @param task the sender
     * @param line the line, or why no more lines come
     * @param isEnd whether no more lines come
     */
    record Mail(int task, String line, boolean isEnd) {}

    Mailbox(ClusterPlan plan) {
        this.plan = plan;
    }

    /** Collects the lines of a link. */
    void collect(int task, Link link) {
        link.watch(line -> mails.add(new Mail(task, line, false)), reason -> mails.add(new Mail(task, reason, true)));
    }

    /** Returns the next mail, waiting as long as necessary. */
    Mail take() throws InterruptedException {
        return mails.take();
    }

    /**
     * Waits until each linked task has sent a line.
     *
     * @param links the linked tasks
     * @throws UserInputException if one fails, is lost or takes too long
     */
    void expect(String line, Map<Integer, Link> links) {
        Set<Integer> missing = new HashSet<>(links.keySet());
        long deadline = System.nanoTime() + plan.patience().toNanos();
        while (!missing.isEmpty()) {
            Mail mail = next(Duration.ofNanos(deadline - System.nanoTime()));
            if (mail == null) {
                throw new UserInputException(plan.name(List.copyOf(missing).get(0)) + " has not reported \"" + line
                        + "\" within " + plan.patience().toSeconds()
                        + " s; check its output, or increase --join-timeout");
            }
            if (mail.line().equals(line)) {
                missing.remove(mail.task());
            }
        }
    }

    /**
     * Returns the next line, or null if none comes in time.
     *
     * @throws UserInputException if a task fails or is lost
     */
    @Nullable Mail next(Duration within) {
        try {
            Mail mail = mails.poll(Math.max(within.toNanos(), 0), TimeUnit.NANOSECONDS);
            if (mail != null) {
                trouble(mail);
            }
            return mail;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for other tasks", e);
        }
    }

    private void trouble(Mail mail) {
        if (mail.isEnd()) {
            throw new UserInputException(lost(mail));
        }
        if (mail.line().startsWith(FAILED)) {
            throw new UserInputException(mail.line().substring(FAILED.length()));
        }
    }

    /** Returns the message about a lost task. */
    String lost(Mail mail) {
        return plan.name(mail.task()) + " is lost: " + mail.line();
    }
}
