// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cluster;

import dev.nin.UserInputException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The meeting of the tasks: the others connect to the chief, which compares the values that must be the same. */
final class Rendezvous {
    private static final String HELLO = "nin-task ";
    private static final String WELCOME = "welcome";
    private static final Duration GLANCE = Duration.ofMillis(200);

    private final ClusterPlan plan;
    private final Fingerprint fingerprint;
    private final Mailbox mailbox;
    private final long deadline;
    private final Map<Integer, Link> links = new LinkedHashMap<>();

    Rendezvous(ClusterPlan plan, Fingerprint fingerprint, Mailbox mailbox) {
        this.plan = plan;
        this.fingerprint = fingerprint;
        this.mailbox = mailbox;
        deadline = System.nanoTime() + plan.patience().toNanos();
    }

    /** Returns the links made so far, by task. */
    Map<Integer, Link> links() {
        return links;
    }

    /**
     * Makes the links.
     *
     * @throws UserInputException if a task does not connect, cannot be reached, or differs
     */
    void meet() {
        try (ServerSocket own = bind()) {
            if (plan.isChief()) {
                while (links.size() < plan.addresses().size() - 1) {
                    receive(own);
                }
            } else {
                seek(Optional.empty());
            }
        } catch (IOException e) {
            UserInputException problem = new UserInputException(
                    "--cluster: this task cannot listen on " + plan.name(plan.task()) + ": " + e.getMessage()
                            + "; give it a free port and an address of this machine",
                    e);
            if (!plan.isChief()) {
                seek(Optional.of(String.valueOf(problem.getMessage())));
            }
            throw problem;
        }
    }

    /** Binds this task's port, so that a conflict is detected; TensorFlow's server takes the port over later. */
    private ServerSocket bind() throws IOException {
        InetSocketAddress address = plan.parsed().get(plan.task()).resolve();
        while (address.isUnresolved() && System.nanoTime() < deadline) {
            pause();
            address = plan.parsed().get(plan.task()).resolve();
        }
        if (address.isUnresolved()) {
            throw new IOException("the host name cannot be resolved");
        }
        ServerSocket socket = new ServerSocket();
        try {
            socket.setSoTimeout(Math.toIntExact(GLANCE.toMillis()));
            socket.bind(address, plan.addresses().size());
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        return socket;
    }

    private void receive(ServerSocket own) throws IOException {
        mailbox.next(Duration.ZERO);
        if (System.nanoTime() > deadline) {
            int missing = plan.linked().stream()
                    .filter(task -> !links.containsKey(task))
                    .findFirst()
                    .orElseThrow();
            throw new UserInputException(plan.name(missing) + " has not joined within "
                    + plan.patience().toSeconds()
                    + " s; start it, check that it can reach this host, or increase --join-timeout");
        }
        Link link;
        int task;
        Fingerprint theirs;
        try {
            link = new Link(own.accept());
        } catch (SocketTimeoutException e) {
            return;
        }
        try {
            String hello = link.hear();
            if (hello.startsWith(Mailbox.FAILED)) {
                throw new UserInputException(hello.substring(Mailbox.FAILED.length()));
            }
            if (!hello.startsWith(HELLO)) {
                throw new IOException("it does not speak the task protocol");
            }
            task = Integer.parseInt(hello.substring(HELLO.length()));
            theirs = Fingerprint.hear(link);
        } catch (IOException | NumberFormatException e) {
            // Not a task, for example a port scan.
            link.close();
            return;
        }
        judge(task, theirs).ifPresent(reason -> {
            link.say(Mailbox.FAILED + reason);
            link.close();
            throw new UserInputException(reason);
        });
        link.say(WELCOME);
        links.put(task, link);
        mailbox.collect(task, link);
    }

    /** Returns what is wrong with a task, if anything. */
    private Optional<String> judge(int task, Fingerprint theirs) {
        if (!plan.linked().contains(task)) {
            return Optional.of("a process has joined as task " + task + ", expected 1 to "
                    + (plan.addresses().size() - 1) + "; give each process its own --task");
        }
        if (links.containsKey(task)) {
            return Optional.of(
                    "two processes have joined as " + plan.name(task) + "; give each process its own --task");
        }
        return fingerprint.difference(plan.name(plan.task()), theirs, plan.name(task));
    }

    /** Connects to the chief, or only reports to it why this task gives up. */
    private void seek(Optional<String> failure) {
        String reason = "";
        while (System.nanoTime() < deadline) {
            try {
                Link link = connect();
                if (failure.isPresent()) {
                    link.say(Mailbox.FAILED + failure.get());
                    link.close();
                    return;
                }
                link.say(HELLO + plan.task());
                fingerprint.say(link);
                greet(link);
                return;
            } catch (IOException e) {
                reason = String.valueOf(e.getMessage());
            }
            pause();
        }
        throw new UserInputException(plan.name(0) + " could not be reached within "
                + plan.patience().toSeconds() + " s (" + reason
                + "); start it, check that this host can reach it, or increase --join-timeout");
    }

    private Link connect() throws IOException {
        InetSocketAddress address = plan.parsed().get(0).resolve();
        if (address.isUnresolved()) {
            throw new IOException("the host name cannot be resolved");
        }
        Socket socket = new Socket();
        try {
            socket.connect(address, 2000);
            return new Link(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private void greet(Link link) throws IOException {
        String answer = link.hear();
        if (answer.startsWith(Mailbox.FAILED)) {
            link.close();
            throw new UserInputException(answer.substring(Mailbox.FAILED.length()));
        }
        if (!answer.equals(WELCOME)) {
            link.close();
            throw new IOException("the program that listens there does not speak the task protocol");
        }
        links.put(0, link);
        mailbox.collect(0, link);
    }

    private static void pause() {
        try {
            Thread.sleep(GLANCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while looking for the other tasks", e);
        }
    }
}
