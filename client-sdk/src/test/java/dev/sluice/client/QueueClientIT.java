package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QueueClientIT extends QueueTests {

    @Test
    void whatIsSentIsReceivedWithAllThatBelongsToIt() {
        Instant before = Instant.now();

        SendResult sent = queue.send(Outgoing.of("grüß \"dich\"\n")
                .group("tenant-1")
                .attribute("tier", "gold")
                .attribute("size", AttributeValue.number(12))
                .attribute("thumb", AttributeValue.binary(new byte[] {1, 0, -1}))
                .traceHeader("Root=1-5759e988-bd862e3fe1be46a994272793"));

        Received<String> message = receiveOne();
        assertThat(message.body()).isEqualTo("grüß \"dich\"\n");
        assertThat(message.id()).isEqualTo(sent.messageId());
        assertThat(message.receiveCount()).isEqualTo(1);
        assertThat(message.group()).isEqualTo("tenant-1");
        assertThat(message.sentAt()).isBetween(before.minusMillis(1), Instant.now());
        assertThat(message.attributes())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "tier", AttributeValue.text("gold"),
                        "size", AttributeValue.number(12),
                        "thumb", AttributeValue.binary(new byte[] {1, 0, -1})));
        assertThat(message.systemAttributes())
                .containsEntry("AWSTraceHeader", "Root=1-5759e988-bd862e3fe1be46a994272793");
    }

    @Test
    void bodiesOfSeveralTypesAreToldApartByAName() {
        TypedCodec<Object> things = TypedCodec.named("type")
                .with("count", Integer.class, MessageCodec.of(String::valueOf, Integer::valueOf))
                .with("note", String.class, MessageCodec.text());
        QueueClient<Object> mixed = client.queue(name, things);

        mixed.send(12);
        mixed.send("12");
        assertThatThrownBy(() -> mixed.send(1.5)).isInstanceOf(MessageCodecException.class);

        var received = mixed.receive(ReceiveOptions.NOW);
        assertThat(received).extracting(Received::body).containsExactlyInAnyOrder(12, "12");
        assertThat(received)
                .extracting(message -> message.attributes().get("type"))
                .containsExactlyInAnyOrder(AttributeValue.text("count"), AttributeValue.text("note"));

        queue.send("untyped");
        queue.send(Outgoing.of("odd").attribute("type", "shape"));
        assertThat(mixed.receive(ReceiveOptions.NOW))
                .hasSize(2)
                .allSatisfy(message -> assertThatThrownBy(message::body).isInstanceOf(MessageCodecException.class));
    }

    @Test
    void deletedMessageIsGoneAndMayBeDeletedAgain() {
        queue.send("a");
        Received<String> message = receiveOne();

        queue.delete(message);
        queue.delete(message);

        assertThat(queue.attributes())
                .containsEntry("ApproximateNumberOfMessages", "0")
                .containsEntry("ApproximateNumberOfMessagesNotVisible", "0");
    }

    @Test
    void messageHandedBackIsReceivedAgainAtOnce() {
        queue.send("a");

        queue.changeVisibility(receiveOne(), Duration.ZERO);

        assertThat(receiveOne().receiveCount()).isEqualTo(2);
    }

    @Test
    void sendsOfOneThreadThatDoesNotWaitAreGatheredAndEachHasItsOwnResult() {
        var results = new ArrayList<CompletableFuture<SendResult>>();
        for (int i = 0; i < 95; i++) results.add(queue.sendAsync("m" + i));

        var sentIds = results.stream().map(result -> result.join().messageId()).toList();

        assertThat(sentIds).doesNotHaveDuplicates().hasSize(95);
        var bodiesById = new java.util.HashMap<String, String>();
        while (bodiesById.size() < 95) {
            for (var message : queue.receive(ReceiveOptions.DEFAULT)) bodiesById.put(message.id(), message.body());
        }
        for (int i = 0; i < 95; i++) assertThat(bodiesById).containsEntry(sentIds.get(i), "m" + i);
    }

    @Test
    void manyMessagesSentAtOnceHaveAnOutcomeEach() {
        var messages = IntStream.range(0, 33)
                .mapToObj(i -> Outgoing.of(i == 20 ? "" : "m" + i))
                .toList();

        BatchResult<SendResult> result = queue.sendAll(messages);

        assertThat(result.allSucceeded()).isFalse();
        assertThat(result.outcomes()).hasSize(33);
        assertThat(result.outcomes().get(20).failure()).isInstanceOf(RefusedException.class);
        assertThat(result.outcomes().stream().filter(outcome -> outcome.result() != null))
                .hasSize(32);
    }

    @Test
    void largeMessagesAreSplitOverRequests() {
        var large = Outgoing.of("x".repeat(600_000));

        assertThat(queue.sendAll(List.of(large, large, large)).allSucceeded()).isTrue();
    }

    @Test
    void messagesOfAGroupStayInOrderInAFifoQueue() {
        QueueClient<String> fifo = fifo();

        var results = new ArrayList<CompletableFuture<SendResult>>();
        for (int i = 0; i < 60; i++)
            results.add(fifo.sendAsync(Outgoing.of("m" + i).group("g" + i % 3)));
        fifo.flush().join();
        assertThat(results).allSatisfy(result -> assertThat(result).isCompleted());

        var seen = new ArrayList<String>();
        while (seen.size() < 60) {
            for (var message : fifo.receive(ReceiveOptions.DEFAULT)) {
                seen.add(message.body());
                fifo.delete(message);
            }
        }
        for (int group = 0; group < 3; group++) {
            int first = group;
            assertThat(seen.stream().filter(body -> Integer.parseInt(body.substring(1)) % 3 == first))
                    .containsExactlyElementsOf(IntStream.range(0, 20)
                            .mapToObj(i -> "m" + (first + 3 * i))
                            .toList());
        }
    }

    @Test
    void messagesWithOneDeduplicationIdAreStoredOnce() {
        QueueClient<String> fifo = fifo();
        var message = Outgoing.of("a").group("g").deduplicationId("order-9");

        assertThat(fifo.send(message).messageId()).isEqualTo(fifo.send(message).messageId());
        assertThat(fifo.send(Outgoing.of("a").group("g")).sequenceNumber()).hasSize(20);
        assertThat(fifo.attributes()).containsEntry("ApproximateNumberOfMessages", "2");
    }

    @Test
    void bodiesAreWhatTheCodecSays() {
        QueueClient<byte[]> bytes = client.queue(name, MessageCodec.bytes());
        bytes.send(new byte[] {0, 1, -1});
        assertThat(bytes.receive(ReceiveOptions.NOW).get(0).body()).containsExactly(0, 1, -1);

        queue.send("not a number");
        QueueClient<Integer> numbers = client.queue(name, MessageCodec.of(String::valueOf, Integer::valueOf));
        Received<Integer> message = numbers.receive(ReceiveOptions.NOW).get(0);
        assertThatThrownBy(message::body)
                .isInstanceOf(MessageCodecException.class)
                .hasCauseInstanceOf(NumberFormatException.class);
        assertThat(message.text()).isEqualTo("not a number");
    }

    @Test
    void queueThatIsNotThereIsNamedAndLookedForAgainLater() {
        QueueClient<String> missing = client.queue("missing");

        assertThatThrownBy(() -> missing.send("a")).isInstanceOfSatisfying(QueueNotFoundException.class, e -> {
            assertThat(e.code()).isEqualTo("AWS.SimpleQueueService.NonExistentQueue");
            assertThat(e.status()).isEqualTo(400);
            assertThat(e.requestId()).isNotNull();
        });
        client.createQueue("missing", Map.of());
        assertThat(missing.send("a").messageId()).isNotEmpty();
    }

    @Test
    void receiptThatIsNoneIsRefused() {
        queue.send("a");
        Received<String> message = receiveOne();
        queue.delete(message);

        assertThatThrownBy(() -> queue.changeVisibility(message, Duration.ofSeconds(1)))
                .isInstanceOf(ReceiptInvalidException.class);
    }

    @Test
    void cancelledReceiveLeavesTheMessageToOthers() throws Exception {
        var cancelled = queue.receiveAsync(ReceiveOptions.DEFAULT);
        assertThatThrownBy(() -> cancelled.get(300, TimeUnit.MILLISECONDS));

        cancelled.cancel(true);
        assertThat(queue.attributes()).isNotEmpty(); // the broker has seen the connection go by now
        queue.send("a");

        assertThat(receiveOne().receiveCount()).isEqualTo(1);
    }

    @Test
    void queueIsLookedIntoWithoutReceiving() {
        queue.send(Outgoing.of("first").attribute("tier", "gold"));
        String held = queue.receive(ReceiveOptions.DEFAULT).get(0).id();
        queue.send("second");
        queue.send(Outgoing.of("later").delay(Duration.ofMinutes(5)));

        List<PeekedMessage> seen = queue.peek(10);

        assertThat(seen)
                .extracting(PeekedMessage::text, PeekedMessage::state, PeekedMessage::receiveCount)
                .containsExactlyInAnyOrder(
                        tuple("first", PeekedMessage.State.IN_FLIGHT, 1),
                        tuple("second", PeekedMessage.State.AVAILABLE, 0),
                        tuple("later", PeekedMessage.State.DELAYED, 0));
        assertThat(seen)
                .filteredOn(message -> message.id().equals(held))
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.attributes()).isEqualTo(Map.of("tier", AttributeValue.text("gold")));
                    assertThat(message.systemAttributes()).doesNotContainKeys("IsVisible", "IsDelayed");
                });
        assertThat(queue.peek(2)).hasSize(2);
        assertThat(queue.stats()).isEqualTo(new QueueStats(1, 1, 1));
        assertThat(queue.stats().total()).isEqualTo(3);
    }

    @Test
    void scalingHintIsReadWhereTheBrokerHasIt() {
        try (var knowing = broker.client().management(broker.management()).build()) {
            ScalingHint hint = await().ignoreExceptionsInstanceOf(UnavailableException.class) // not looked at yet
                    .until(knowing.queue(name)::scalingHint, Objects::nonNull);

            assertThat(hint.queue()).isEqualTo(name);
            assertThat(hint.desired()).isZero();
            assertThatThrownBy(() -> knowing.queue(broker.endpoint() + "/000000000000/gone")
                            .scalingHint())
                    .isExactlyInstanceOf(RefusedException.class)
                    .hasMessageContaining("there is no queue");
            assertThatThrownBy(() -> knowing.queue("gone").scalingHint()).isInstanceOf(QueueNotFoundException.class);
        }
        assertThatThrownBy(() -> queue.scalingHint())
                .isInstanceOf(NotOfferedException.class)
                .hasMessageContaining("scaling.on-data-port");
    }

    @Test
    void queueIsUsedByItsUrlToo() {
        QueueClient<String> byUrl = client.queue(client.createQueue(name, Map.of()));

        byUrl.send("a");

        assertThat(receiveOne().body()).isEqualTo("a");
    }

    @Test
    void closingSendsWhatIsGatheredAndRefusesTheRest() {
        SluiceClient closing = broker.client()
                .batching(Batching.DEFAULT.withLinger(Duration.ofMinutes(1)).withRequests(1))
                .build();
        QueueClient<String> sender = closing.queue(name);
        var results =
                IntStream.range(0, 25).mapToObj(i -> sender.sendAsync("m" + i)).toList();

        closing.close();

        assertThat(results).allSatisfy(result -> assertThat(result).isCompleted());
        assertThatThrownBy(() -> sender.send("late")).isInstanceOf(ClientClosedException.class);
    }

    @Test
    void senderThatIsTooFastIsTold() {
        try (SluiceClient small = broker.client()
                .batching(Batching.DEFAULT.withPendingBytes(2 << 20))
                .build()) {
            QueueClient<String> sender = small.queue(name);
            var results = IntStream.range(0, 20)
                    .mapToObj(i -> sender.sendAsync("x".repeat(200_000)))
                    .toList();

            sender.flush().join();

            assertThat(results)
                    .anySatisfy(result -> assertThat(
                                    result.handle((sent, failure) -> failure).join())
                            .isInstanceOf(BufferFullException.class));
            assertThat(sender.send("x".repeat(200_000)).messageId()).isNotEmpty();
        }
    }

    private Received<String> receiveOne() {
        var messages = queue.receive(ReceiveOptions.DEFAULT.withWaitTime(Duration.ofSeconds(5)));
        assertThat(messages).hasSize(1);
        return messages.get(0);
    }
}
