// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.google.common.base.Splitter;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.nin.cli.TrainCommand;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import io.kubernetes.client.openapi.models.V1Service;
import java.io.IOException;
import java.nio.file.Files;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Checks the manifests of the examples against the Kubernetes schemas of its Java client. */
class KubernetesManifestTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final JsonDeserializer<OffsetDateTime> TIMES =
            (json, type, context) -> OffsetDateTime.parse(json.getAsString());
    private static final Gson GSON =
            new GsonBuilder().registerTypeAdapter(OffsetDateTime.class, TIMES).create();

    @Test
    void everyDocumentKeepsToItsSchema() throws IOException {
        List<JsonNode> documents = documents();
        assertThat(documents)
                .extracting(document -> document.path("kind").asText())
                .containsExactly("Service", "NetworkPolicy", "Job");
        for (JsonNode document : documents) {
            check(document);
        }
    }

    /** Checks that the schema is applied at every depth; otherwise the test above shows little. */
    @ParameterizedTest
    @CsvSource({
        "Service,/spec,clusterIp",
        "NetworkPolicy,/spec/ingress/0/from/0/podSelector,matchLabel",
        "Job,,specs",
        "Job,/spec,completionsMode",
        "Job,/spec/template/spec,subDomain",
        "Job,/spec/template/spec/containers/0,arguments",
        "Job,/spec/template/spec/containers/0/ports/0,port",
        "Job,/spec/template/spec/volumes/0/persistentVolumeClaim,claim"
    })
    void aMisspeltFieldIsNone(String kind, String place, String field) throws IOException {
        JsonNode document = document(kind);
        ((ObjectNode) document.at(place == null ? "" : place)).put(field, "x");
        assertThatThrownBy(() -> check(document)).hasMessageContaining(field);
    }

    @Test
    void servingKeepsToItsSchema() throws IOException {
        List<JsonNode> documents = documents("kubernetes-serving.yaml");
        assertThat(documents)
                .extracting(document -> document.path("kind").asText())
                .containsExactly("Deployment", "Service");
        for (JsonNode document : documents) {
            check(document);
        }
        JsonNode pod = documents.get(0).at("/spec/template");
        assertThat(documents.get(0).at("/spec/selector/matchLabels")).isEqualTo(pod.at("/metadata/labels"));
        assertThat(documents.get(1).at("/spec/selector")).isEqualTo(pod.at("/metadata/labels"));
        String path = pod.at("/spec/containers/0/readinessProbe/httpGet/path").asText();
        assertThat(pod.at("/spec/containers/0/args/0").asText())
                .isEqualTo(path.replace("/v1/models/", "--model_name="));
    }

    /** A TFJob's own fields are in no schema of the client; its pods are. */
    @Test
    void thePodsOfKubeflowKeepToTheirSchema() throws IOException {
        JsonNode job = documents("kubeflow-training.yaml").get(0);
        JsonNode template = job.at("/spec/tfReplicaSpecs/Worker/template");
        JsonElement element = JsonParser.parseString(template.toString());
        V1PodTemplateSpec.validateJsonElement(element);
        assertThat(GSON.fromJson(element, V1PodTemplateSpec.class)).isNotNull();
        // The operator finds the port for TF_CONFIG by these two names.
        JsonNode container = template.at("/spec/containers/0");
        assertThat(container.path("name").asText()).isEqualTo("tensorflow");
        assertThat(container.at("/ports/0/name").asText()).isEqualTo("tfjob-port");
        theCommandKnowsTheOptions(script(template.path("spec")));
    }

    @Test
    void aWordIsNoNumber() throws IOException {
        JsonNode document = document("Job");
        ((ObjectNode) document.path("spec")).put("completions", "four");
        assertThatThrownBy(() -> check(document)).hasMessageContaining("four");
    }

    @Test
    void theTasksAreThePodsOfTheJob() throws IOException {
        JsonNode job = document("Job");
        JsonNode spec = job.path("spec");
        JsonNode pod = spec.path("template").path("spec");
        String service = document("Service").path("metadata").path("name").asText();
        String name = job.path("metadata").path("name").asText();
        int port = pod.at("/containers/0/ports/0/containerPort").asInt();
        assertThat(pod.path("subdomain").asText()).isEqualTo(service);
        assertThat(spec.path("parallelism").asInt())
                .isEqualTo(spec.path("completions").asInt());
        assertThat(document("Service").at("/spec/ports/0/port").asInt()).isEqualTo(port);
        for (JsonNode selector : List.of(
                document("Service").at("/spec/selector"),
                document("NetworkPolicy").at("/spec/podSelector/matchLabels"))) {
            assertThat(selector.path("job-name").asText()).isEqualTo(name);
        }
        List<String> addresses = IntStream.range(0, spec.path("completions").asInt())
                .mapToObj(task -> name + "-" + task + "." + service + ":" + port)
                .toList();
        assertThat(script(pod)).contains("--cluster " + String.join(",", addresses) + " ");
    }

    @Test
    void theCommandKnowsTheOptions() throws IOException {
        theCommandKnowsTheOptions(script(document("Job").at("/spec/template/spec")));
    }

    private static void theCommandKnowsTheOptions(String script) {
        String end =
                script.substring(script.indexOf("$run ") + "$run ".length()).replace("\"$JOB_COMPLETION_INDEX\"", "0");
        List<String> starts = Pattern.compile("run=\"([^\"]+)\"")
                .matcher(script)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(starts).hasSize(2);
        for (String start : starts) {
            String[] words = Splitter.on(' ')
                    .omitEmptyStrings()
                    .splitToStream(start + " " + end)
                    .toArray(String[]::new);
            assertThat(new CommandLine(new TrainCommand()).parseArgs(words).errors())
                    .isEmpty();
        }
    }

    private static String script(JsonNode pod) {
        return pod.at("/containers/0/args/0").asText();
    }

    private static JsonNode document(String kind) throws IOException {
        return documents().stream()
                .filter(document -> document.path("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> documents() throws IOException {
        return documents("kubernetes-training.yaml");
    }

    private static List<JsonNode> documents(String name) throws IOException {
        String text = Files.readString(Page.ROOT.resolve("docs/examples").resolve(name));
        return YAML.readerFor(JsonNode.class).<JsonNode>readValues(text).readAll();
    }

    /**
     * Fails on fields that the schema does not have, on missing ones that it requires, and on values of other types.
     */
    private static void check(JsonNode document) throws IOException {
        JsonElement element = JsonParser.parseString(document.toString());
        Class<?> type;
        switch (document.path("kind").asText()) {
            case "Service" -> {
                V1Service.validateJsonElement(element);
                type = V1Service.class;
            }
            case "NetworkPolicy" -> {
                V1NetworkPolicy.validateJsonElement(element);
                type = V1NetworkPolicy.class;
            }
            case "Deployment" -> {
                V1Deployment.validateJsonElement(element);
                type = V1Deployment.class;
            }
            case "Job" -> {
                V1Job.validateJsonElement(element);
                type = V1Job.class;
            }
            default -> throw new IOException("no schema for " + document);
        }
        assertThat(GSON.<Object>fromJson(element, type)).isNotNull();
    }
}
