// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cluster;

import dev.nin.UserInputException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** Keeps TensorFlow's servers, which accept every connection, off the Internet. */
final class PublicAddresses {
    private PublicAddresses() {}

    /**
     * Checks all addresses whose host names can be resolved.
     *
     * @throws UserInputException if one is public and the plan does not allow it
     */
    static void refuse(ClusterPlan plan) {
        List<Address> addresses = plan.parsed();
        for (int task = 0; !plan.allowPublic() && task < addresses.size(); task++) {
            InetSocketAddress address = addresses.get(task).resolve();
            InetAddress resolved = address.getAddress();
            if (resolved != null && !Address.isPrivate(resolved)) {
                throw new UserInputException(plan.name(task) + " has the public address " + resolved.getHostAddress()
                        + ", where TensorFlow's server would accept anyone; use addresses of a private network, or "
                        + "--allow-public behind a firewall");
            }
        }
    }
}
