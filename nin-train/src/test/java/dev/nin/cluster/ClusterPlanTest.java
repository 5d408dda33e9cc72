// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.net.InetAddresses;
import dev.nin.UserInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterPlanTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "host|0|--cluster has \"host\", expected HOST:PORT, such as 10.0.0.1:2222",
                "a:1,,b:2|0|--cluster has \"\", expected HOST:PORT, such as 10.0.0.1:2222",
                "a:0|0|--cluster has \"a:0\", expected HOST:PORT, such as 10.0.0.1:2222",
                "a:70000|0|--cluster has \"a:70000\", expected HOST:PORT, such as 10.0.0.1:2222",
                "a:1,b:1,a:1|0|--cluster has a:1 for task 0 and for task 2, expected a different address for each task",
                "a:1,b:1|2|--task is 2, expected 0 to 1, since --cluster has 2 addresses",
                "a:1,b:1|-1|--task is -1, expected 0 to 1, since --cluster has 2 addresses",
            })
    void mistakesAreNamed(String cluster, int task, String message) {
        assertThatThrownBy(() -> ClusterPlan.parse(cluster, task, false, ClusterPlan.PATIENCE))
                .isInstanceOf(UserInputException.class)
                .hasMessage(message);
    }

    @Test
    void publicAddressesAreRefusedUnlessAllowed() {
        ClusterPlan plan = ClusterPlan.parse("10.0.0.1:2222,8.8.8.8:2222", 0, false, ClusterPlan.PATIENCE);
        assertThatThrownBy(() -> PublicAddresses.refuse(plan))
                .isInstanceOf(UserInputException.class)
                .hasMessage("task 1 (8.8.8.8:2222) has the public address 8.8.8.8, where TensorFlow's server would "
                        + "accept anyone; use addresses of a private network, or --allow-public behind a firewall");
        PublicAddresses.refuse(ClusterPlan.parse("8.8.8.8:2222", 0, true, ClusterPlan.PATIENCE));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,true",
        "10.1.2.3,true",
        "172.16.0.1,true",
        "172.32.0.1,false",
        "192.168.1.1,true",
        "100.64.0.1,true",
        "100.128.0.1,false",
        "169.254.1.1,true",
        "8.8.8.8,false",
        "::1,true",
        "fd00::1,true",
        "fe80::1,true",
        "2001:db8::1,false"
    })
    void privateNetworksAreKnown(String address, boolean expected) {
        assertThat(Address.isPrivate(InetAddresses.forString(address))).isEqualTo(expected);
    }
}
