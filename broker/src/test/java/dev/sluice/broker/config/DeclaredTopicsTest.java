package dev.sluice.broker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.broker.api.DeclaredTopic;
import dev.sluice.broker.model.Protocol;
import dev.sluice.broker.model.SubscriptionAttribute;
import dev.sluice.broker.model.TopicAttribute;
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

/** Topics and subscriptions in the configuration. */
class DeclaredTopicsTest {
    @TempDir
    Path directory;

    @Test
    void everyKeyBecomesAnAttribute() {
        DeclaredTopic topic = only("""
                topics.orders {
                  display-name = Orders
                  signature-version = 2
                  maximum-message-size = 1MiB
                  kms-master-key-id = alias/mine
                  policy = null
                  delivery-policy { http { defaultHealthyRetryPolicy { numRetries = 5 } } }
                  tags { team = mail }
                }
                """);

        assertThat(topic.id().arn()).isEqualTo("arn:aws:sns:us-east-1:000000000000:orders");
        assertThat(topic.tags()).isEqualTo(Map.of("team", "mail"));
        assertThat(topic.wanted())
                .isEqualTo(Map.of(
                        TopicAttribute.DISPLAY_NAME, "Orders",
                        TopicAttribute.SIGNATURE_VERSION, "2",
                        TopicAttribute.MAXIMUM_MESSAGE_SIZE, "1048576",
                        TopicAttribute.KMS_MASTER_KEY_ID, "alias/mine",
                        TopicAttribute.DELIVERY_POLICY,
                                "{\"http\":{\"defaultHealthyRetryPolicy\":{\"numRetries\":5},"
                                        + "\"disableSubscriptionOverrides\":false}}"));
    }

    @Test
    void aFifoTopicHasItsOwnKeys() {
        DeclaredTopic topic = only("""
                topics."ledger.fifo" {
                  content-based-deduplication = true, fifo-throughput-scope = MessageGroup, archive-days = 30
                }
                """);

        assertThat(topic.wanted())
                .containsEntry(TopicAttribute.FIFO_TOPIC, "true")
                .containsEntry(TopicAttribute.CONTENT_BASED_DEDUPLICATION, "true")
                .containsEntry(TopicAttribute.FIFO_THROUGHPUT_SCOPE, "MessageGroup")
                .containsEntry(TopicAttribute.ARCHIVE_POLICY, "{\"MessageRetentionPeriod\":\"30\"}");
    }

    @Test
    void subscriptionsAreQueuesUrlsAndAddresses() {
        List<DeclaredTopic.Subscription> subscriptions = only("""
                topics.orders.subscriptions = [
                  { queue = jobs, raw = true, filter { type = [placed] }, dead-letter = jobs-dlq }
                  { url = "https://example.com/hook", filter { a { b = [1] } }, filter-scope = body
                    delivery-policy { throttlePolicy { maxReceivesPerSecond = 2 } } }
                  { email = "someone@example.com" }
                ]
                """).subscriptions();

        assertThat(subscriptions)
                .extracting(DeclaredTopic.Subscription::protocol)
                .containsExactly(Protocol.SQS, Protocol.HTTPS, Protocol.EMAIL);
        assertThat(subscriptions.get(0).endpoint()).isEqualTo("arn:aws:sqs:us-east-1:000000000000:jobs");
        assertThat(subscriptions.get(0).attributes().given())
                .isEqualTo(Map.of(
                        SubscriptionAttribute.RAW_MESSAGE_DELIVERY, "true",
                        SubscriptionAttribute.FILTER_POLICY, "{\"type\":[\"placed\"]}",
                        SubscriptionAttribute.REDRIVE_POLICY,
                                "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:jobs-dlq\"}"));
        assertThat(subscriptions.get(1).attributes().value(SubscriptionAttribute.FILTER_POLICY_SCOPE))
                .isEqualTo("MessageBody");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "topics.t { display = x } | unknown option topics.t.display",
                "topics.t = x | must be a group in braces",
                "topics.`a b` {} | Invalid parameter: Topic Name",
                "topics.t { content-based-deduplication = true } | Content-based deduplication can only be set for FIFO",
                "topics.t { subscriptions = [ { raw = true } ] } | a subscription has a queue, a url or an email",
                "topics.t { subscriptions = [ { queue = q, url = `http://h/` } ] } | a subscription has a queue, a url or an email",
                "topics.t { subscriptions = [ { queue = q, nonsense = 1 } ] } | unknown option nonsense in topics.t.subscriptions",
                "topics.t { subscriptions = [ { queue = q, filter { a = b } } ] } | FilterPolicy: ",
                "topics.t { subscriptions = 7 } | a list of groups in braces"
            })
    void whatIsWrongIsToldWithItsPlace(String text, String reason) {
        assertThatThrownBy(() -> load(text.replace('`', '"')))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("sluice.conf");
    }

    private DeclaredTopic only(String text) {
        return load(text).get(0);
    }

    private List<DeclaredTopic> load(String text) {
        try {
            Path file = directory.resolve("sluice.conf");
            Files.writeString(file, text);
            return Configuration.load(List.of(file), Map.of(), List.of())
                    .broker()
                    .declare()
                    .topics();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
