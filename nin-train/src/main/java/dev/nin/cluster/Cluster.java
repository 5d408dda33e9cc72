// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cluster;

import dev.nin.UserInputException;
import dev.nin.train.replica.Replica;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.tensorflow.proto.ConfigProto;

/**
 * The processes that train one model together, as seen by one of them. Besides TensorFlow's own connections they keep
 * text connections, over which a lost task is detected within {@link #SECONDS_TO_NOTICE} seconds.
 */
public final class Cluster implements AutoCloseable {
    /** The longest time, in seconds, until a task that has gone silent is detected. */
    public static final int SECONDS_TO_NOTICE = 20;

    private static final String START = "start";
    private static final String SERVING = "serving";
    private static final String CHECK = "check";
    private static final String READY = "ready";
    private static final String GO = "go";
    private static final String DONE = "done";
    private static final int CONNECT_MILLISECONDS = 5000;

    private final ClusterPlan plan;
    private final Map<Integer, Link> links;
    private final Mailbox mailbox;
    private final ClusterServer server;
    private final Consumer<String> lost;
    /** Released when all linked tasks are done. */
    private final CountDownLatch over = new CountDownLatch(1);

    private volatile boolean isOver;

    private Cluster(
            ClusterPlan plan, Map<Integer, Link> links, Mailbox mailbox, ClusterServer server, Consumer<String> lost) {
        this.plan = plan;
        this.links = links;
        this.mailbox = mailbox;
        this.server = server;
        this.lost = lost;
    }

    /**
     * Waits for the other tasks, compares the values that must be the same, and starts TensorFlow's server. The server
     * cannot be stopped, so a process can join only one cluster.
     *
     * @param plan the tasks
     * @param same values that must be the same in all tasks, such as the model's hash, by a description in words
     * @param session the session configuration, such as that of {@link dev.nin.runtime.TensorFlowRuntime}
     * @param lost is called, on a thread of the cluster, with the lost task and the reason; it should end the process,
     *     since the training thread may wait a long time for that task
     * @return the cluster, all of whose tasks are ready to train
     * @throws UserInputException if a task is missing, differs, cannot be reached, or has a public address that is not
     *     allowed; the other tasks are notified
     */
    public static Cluster join(ClusterPlan plan, Map<String, String> same, ConfigProto session, Consumer<String> lost) {
        PublicAddresses.refuse(plan);
        Mailbox mailbox = new Mailbox(plan);
        Rendezvous rendezvous = new Rendezvous(plan, new Fingerprint(same), mailbox);
        Map<Integer, Link> links = rendezvous.links();
        try {
            rendezvous.meet();
            step(plan, links, mailbox, START, "");
            ClusterServer server = ClusterServer.start(plan.parsed(), plan.task(), session);
            step(plan, links, mailbox, CHECK, SERVING);
            PublicAddresses.refuse(plan);
            reachAll(plan);
            step(plan, links, mailbox, GO, READY);
            Cluster cluster = new Cluster(plan, links, mailbox, server, lost);
            cluster.watch();
            return cluster;
        } catch (RuntimeException e) {
            links.values().forEach(link -> link.say(Mailbox.FAILED + e.getMessage()));
            links.values().forEach(Link::close);
            throw e;
        }
    }

    /** A barrier: the other tasks report to the chief, which then tells them to continue. */
    private static void step(
            ClusterPlan plan, Map<Integer, Link> links, Mailbox mailbox, String resume, String reached) {
        if (plan.isChief()) {
            if (!reached.isEmpty()) {
                mailbox.expect(reached, links);
            }
            links.values().forEach(link -> link.say(resume));
        } else {
            if (!reached.isEmpty()) {
                links.values().forEach(link -> link.say(reached));
            }
            mailbox.expect(resume, links);
        }
    }

    private static void reachAll(ClusterPlan plan) {
        for (int other = 0; other < plan.addresses().size(); other++) {
            InetSocketAddress address = plan.parsed().get(other).resolve();
            try (Socket socket = new Socket()) {
                socket.connect(address, CONNECT_MILLISECONDS);
            } catch (IOException e) {
                throw new UserInputException(
                        plan.name(plan.task()) + " cannot reach " + plan.name(other) + " (" + e.getMessage()
                                + "); every task must be able to reach every other task",
                        e);
            }
        }
    }

    /**
     * Returns this process as a replica of the training.
     *
     * @return the replica, for {@link dev.nin.train.Trainer#replica}
     */
    public Replica replica() {
        return server;
    }

    private void watch() {
        Thread thread = new Thread(this::readMails, "cluster watch");
        thread.setDaemon(true);
        thread.start();
    }

    private void readMails() {
        Set<Integer> open = new HashSet<>(links.keySet());
        try {
            while (!open.isEmpty()) {
                Mailbox.Mail mail = mailbox.take();
                if (mail.line().equals(DONE)) {
                    open.remove(mail.task());
                } else if (mail.isEnd()) {
                    end(mailbox.lost(mail));
                } else if (mail.line().startsWith(Mailbox.FAILED)) {
                    end(mail.line().substring(Mailbox.FAILED.length()));
                }
            }
            over.countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Forwards the reason if this is the chief, and notifies the program. */
    private void end(String reason) {
        if (isOver) {
            return;
        }
        isOver = true;
        if (plan.isChief()) {
            links.values().forEach(link -> link.say(Mailbox.FAILED + reason));
        }
        lost.accept(reason);
    }

    /**
     * Gives up and notifies the other tasks of the reason. TensorFlow's error for a lost task does not name the task,
     * so this first waits {@link #SECONDS_TO_NOTICE} seconds for a lost task to be detected and reported.
     *
     * @param problem why this task cannot continue
     */
    public void fail(RuntimeException problem) {
        if (!(problem instanceof UserInputException)) {
            await(SECONDS_TO_NOTICE);
        }
        String reason = plan.name(plan.task()) + " has failed: " + problem.getMessage();
        links.values().forEach(link -> link.say(Mailbox.FAILED + reason));
        leave();
    }

    /** Closes the links without notice; the other tasks treat this one as lost. */
    public void leave() {
        isOver = true;
        links.values().forEach(Link::close);
    }

    private static void await(int seconds) {
        try {
            Thread.sleep(seconds * 1000L);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Waits until all tasks have finished training; until then, the others may still need data that this one has sent.
     */
    @Override
    public void close() {
        if (isOver) {
            return;
        }
        try {
            if (plan.isChief()) {
                over.await();
                isOver = true;
                links.values().forEach(link -> link.say(DONE));
            } else {
                links.values().forEach(link -> link.say(DONE));
                over.await();
                isOver = true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        links.values().forEach(Link::close);
    }
}
