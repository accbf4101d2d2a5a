package dev.sluice.broker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.broker.api.DeclareOptions;
import dev.sluice.broker.api.DeclaredQueue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queues in the configuration. */
class DeclaredQueuesTest {
    @TempDir
    Path directory;

    @Test
    void everyKeyBecomesAnAttribute() {
        DeclaredQueue queue = only("""
                queues.jobs {
                  visibility-timeout = 2m
                  delay = 0
                  message-retention-period = 14d
                  receive-message-wait-time = 20 seconds
                  maximum-message-size = 256KiB
                  kms-master-key-id = alias/mine
                  kms-data-key-reuse-period = 5m
                  sqs-managed-sse-enabled = false
                  policy = null
                  redrive { dead-letter = jobs-dlq, max-receive-count = 5 }
                  redrive-allow { permission = byQueue, sources = [a, b] }
                  tags { team = mail, "scaling.max" = 50 }
                }
                """);

        assertThat(queue.name()).isEqualTo("jobs");
        assertThat(queue.given())
                .isEqualTo(Map.ofEntries(
                        Map.entry("VisibilityTimeout", "120"),
                        Map.entry("DelaySeconds", "0"),
                        Map.entry("MessageRetentionPeriod", "1209600"),
                        Map.entry("ReceiveMessageWaitTimeSeconds", "20"),
                        Map.entry("MaximumMessageSize", "262144"),
                        Map.entry("KmsMasterKeyId", "alias/mine"),
                        Map.entry("KmsDataKeyReusePeriodSeconds", "300"),
                        Map.entry("SqsManagedSseEnabled", "false"),
                        Map.entry(
                                "RedrivePolicy",
                                "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:jobs-dlq\","
                                        + "\"maxReceiveCount\":\"5\"}"),
                        Map.entry(
                                "RedriveAllowPolicy",
                                "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":["
                                        + "\"arn:aws:sqs:us-east-1:000000000000:a\","
                                        + "\"arn:aws:sqs:us-east-1:000000000000:b\"]}")));
        assertThat(queue.tags()).isEqualTo(Map.of("team", "mail", "scaling.max", "50"));
        assertThat(queue.origin()).contains("sluice.conf: 1");
    }

    @Test
    void aFifoQueueHasItsOwnKeys() {
        DeclaredQueue queue = only("""
                queues."orders.fifo" {
                  content-based-deduplication = true
                  deduplication-scope = messageGroup
                  fifo-throughput-limit = perMessageGroupId
                }
                """);

        assertThat(queue.name()).isEqualTo("orders.fifo");
        assertThat(queue.given())
                .isEqualTo(Map.of(
                        "ContentBasedDeduplication",
                        "true",
                        "DeduplicationScope",
                        "messageGroup",
                        "FifoThroughputLimit",
                        "perMessageGroupId"));
    }

    @Test
    void queuesBelongToTheDefaultAccountAndRegion() {
        DeclaredQueue queue = only("""
                identity { default-account = "111122223333", default-region = eu-west-1 }
                queues.jobs {}
                """);

        assertThat(queue.id().arn()).isEqualTo("arn:aws:sqs:eu-west-1:111122223333:jobs");
    }

    @Test
    void aPolicyStandsInBracesOrInAText() {
        String policy = "{\"Statement\":[{\"Action\":\"sqs:*\",\"Effect\":\"Allow\",\"Principal\":\"*\"}]}";

        assertThat(only("queues.a.policy = {Statement = [{Effect = Allow, Principal = \"*\", Action = \"sqs:*\"}]}")
                        .given())
                .containsEntry("Policy", policy);
        assertThat(only("queues.a.policy = \"\"\"" + policy + "\"\"\"").given()).containsEntry("Policy", policy);
    }

    @Test
    void theModeIsOneOfThree() {
        assertThat(load("").mode()).isEqualTo(DeclareOptions.Mode.CREATE_MISSING);
        assertThat(load("declare.mode = reconcile").mode()).isEqualTo(DeclareOptions.Mode.RECONCILE);
        assertThat(load("declare.mode = fail-on-drift").mode()).isEqualTo(DeclareOptions.Mode.FAIL_ON_DRIFT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "queues.jobs = x | queues.jobs = x (FILE: 1) must be a group in braces",
                "queues.jobs.visibility-timeout = 30 | queues.jobs.visibility-timeout = 30 (FILE: 1) must be a duration"
                        + " with its unit, such as 30s, from 0s to 12h",
                "queues.jobs.delay = 500ms | queues.jobs.delay = 500ms (FILE: 1) must be whole seconds",
                "queues.jobs.delay = 16m | queues.jobs.delay = 16m (FILE: 1) must be a duration with its unit, such as"
                        + " 30s, from 0s to 15m",
                "queues.jobs.visiblity-timeout = 30s | unknown option queues.jobs.visiblity-timeout (FILE: 1); the"
                        + " nearest is visibility-timeout",
                "queues.jobs.redrive.dead-letter = x | queues.jobs.redrive (FILE: 1) lacks max-receive-count",
                "queues.jobs.redrive { dead-letter = x, max-receive-count = 0 } | queues.jobs.redrive.max-receive-count"
                        + " = 0 (FILE: 1) must be a whole number from 1 to 1000",
                "queues.jobs.redrive { dead-letter = x, max-receives = 1, max-receive-count = 1 } | unknown option"
                        + " queues.jobs.redrive.max-receives (FILE: 1); the nearest is max-receive-count",
                "queues.jobs.redrive-allow { permission = byQueue } | queues.jobs.redrive-allow (FILE: 1): Value"
                        + " {\"redrivePermission\":\"byQueue\"} for parameter RedriveAllowPolicy is invalid.",
                "queues.jobs.content-based-deduplication = true | queues.jobs.content-based-deduplication (FILE: 1):"
                        + " Unknown Attribute ContentBasedDeduplication.",
                "queues.jobs.policy = {} | queues.jobs.policy (FILE: 1): Invalid value for the parameter Policy.",
                "queues.\"a b\" {} | queues.\"a b\" (FILE: 1): Value a b for parameter QueueName is invalid.",
                "queues.jobs.tags.\"aws:x\" = 1 | queues.jobs (FILE: 1): Tag keys must not start with aws:",
                "declare.mode = never | declare.mode = never (FILE: 1) must be create-missing or reconcile or"
                        + " fail-on-drift"
            })
    void aMistakeIsNamedWithItsFileAndKey(String text, String told) {
        assertThatThrownBy(() -> load(text))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageStartingWith(told.replace("FILE", file().toString()));
    }

    @Test
    void theQueuesArePrinted() {
        write("queues { jobs { delay = 5s }, other {} }");

        assertThat(Configuration.load(List.of(file()), Map.of(), List.of()).print())
                .contains("queues.jobs = {\"delay\":\"5s\"}  # ")
                .contains("queues.other = {}  # ");
    }

    private DeclaredQueue only(String text) {
        List<DeclaredQueue> queues = load(text).queues();
        assertThat(queues).hasSize(1);
        return queues.get(0);
    }

    private DeclareOptions load(String text) {
        write(text);
        return Configuration.load(List.of(file()), Map.of(), List.of()).broker().declare();
    }

    private void write(String text) {
        try {
            Files.writeString(file(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file() {
        return directory.resolve("sluice.conf");
    }
}
