// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cluster;

import com.google.common.net.HostAndPort;
import dev.nin.UserInputException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The network address of a task.
 *
 * @param host a host name or an IP address
 * @param port from 1 to 65535
 */
record Address(String host, int port) {
    /**
     * Parses an address.
     *
     * @throws UserInputException if the text is not HOST:PORT
     */
    static Address parse(String text) {
        try {
            HostAndPort parsed = HostAndPort.fromString(text.strip());
            if (!parsed.getHost().isEmpty() && parsed.hasPort() && parsed.getPort() > 0) {
                return new Address(parsed.getHost(), parsed.getPort());
            }
        } catch (IllegalArgumentException e) {
            // Reported below, like every other mistake in it.
        }
        throw new UserInputException("--cluster has \"" + text + "\", expected HOST:PORT, such as 10.0.0.1:2222");
    }

    /** Resolves the host name now; the result is unresolved if the name is not known (yet). */
    InetSocketAddress resolve() {
        return new InetSocketAddress(host, port);
    }

    /**
     * Returns whether an address is unreachable from the Internet: loopback, private (RFC 1918, RFC 4193), link-local,
     * or a provider's shared address space (RFC 6598).
     */
    static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean isUniqueLocal = address instanceof Inet6Address && (bytes[0] & 0xfe) == 0xfc;
        boolean isInner = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
        return address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || isUniqueLocal
                || isInner;
    }

    /** Returns the address in the form that TensorFlow and --cluster use. */
    @Override
    public String toString() {
        return HostAndPort.fromParts(host, port).toString();
    }
}
