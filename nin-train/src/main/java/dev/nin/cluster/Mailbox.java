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

/** What the linked tasks have said, in the order in which it came. */
final class Mailbox {
    /** A task tells the chief, or the chief tells all, that it gives up; the reason follows. */
    static final String FAILED = "failed ";

    private final ClusterPlan plan;
    private final BlockingQueue<Mail> mails = new LinkedBlockingQueue<>();

    /**
     * A line, or the end of all lines.
     *
     * @param task who said it
     * @param line what was said, or why no more comes
     * @param isEnd whether no more comes
     */
    record Mail(int task, String line, boolean isEnd) {}

    Mailbox(ClusterPlan plan) {
        this.plan = plan;
    }

    /** Collects what comes over a link. */
    void collect(int task, Link link) {
        link.watch(line -> mails.add(new Mail(task, line, false)), reason -> mails.add(new Mail(task, reason, true)));
    }

    /** The next mail, waited for as long as it takes. */
    Mail take() throws InterruptedException {
        return mails.take();
    }

    /**
     * Waits until each linked task has said a line.
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
                throw new UserInputException(plan.name(List.copyOf(missing).get(0)) + " has not come to \"" + line
                        + "\" within " + plan.patience().toSeconds()
                        + " s; look at what it says, or allow more with --join-timeout");
            }
            if (mail.line().equals(line)) {
                missing.remove(mail.task());
            }
        }
    }

    /**
     * The next line if it comes in time.
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

    /** What is said of a task that is no more. */
    String lost(Mail mail) {
        return plan.name(mail.task()) + " is lost: " + mail.line();
    }
}
