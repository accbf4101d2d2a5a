package dev.sluice.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RequestsTest {
    private final Requests requests = new Requests(ServerAddress.of("http://127.0.0.1:9324"));
    private final MessageBody body = new MessageBody(0x12345678);

    @Test
    void contentLengthIsThatOfTheBody() {
        String request = text(requests.createQueue("jobs"));
        String head = request.substring(0, request.indexOf("\r\n\r\n"));
        String json = request.substring(head.length() + 4);

        int length = Integer.parseInt(
                head.substring(head.indexOf("Content-Length: ") + 16).trim());

        assertThat(length).isEqualTo(json.length());
        assertThat(json).startsWith("{\"QueueName\":\"jobs\"");
    }

    @Test
    void aBodyTellsWhoSentItAsWhichNumberAndWhenItWasDue() {
        var send = SendRequest.single(requests, "http://q", body, 64);
        var received = echo(text(send.bytes(77, 123_456_789_012L)));

        int at = received.stringMember(Response.name("MessageBody"), 0);

        assertThat(body.isOurs(received, at)).isTrue();
        assertThat(new MessageBody(1).isOurs(received, at)).isFalse();
        assertThat(MessageBody.sequence(received, at)).isEqualTo(77);
        assertThat(MessageBody.dueAt(received, at)).isEqualTo(123_456_789_012L);
        assertThat(received.stringEnd(at) - at).isEqualTo(64);
    }

    @Test
    void aPublishIsAForm() {
        var topics = new TopicRequests(ServerAddress.of("http://127.0.0.1:9324"));
        String request = text(
                SendRequest.publish(topics, "arn:aws:sns:us-east-1:000000000000:t", Map.of("tenant", "a/b"), body, 64)
                        .bytes(1, 2));
        String form = request.substring(request.indexOf("\r\n\r\n") + 4);

        assertThat(request).containsPattern("Content-Length: +" + form.length() + "\r\n");
        assertThat(form)
                .startsWith("Action=Publish&Version=2010-03-31&MessageAttributes.entry.1.Name=tenant")
                .contains("&MessageAttributes.entry.1.Value.StringValue=a%2Fb&TopicArn=arn%3Aaws%3Asns")
                .contains("&Message=12345678000000000001");
    }

    @Test
    void theClockMayBeNegative() {
        var received =
                echo(text(SendRequest.single(requests, "http://q", body, 64).bytes(0, -5)));

        assertThat(MessageBody.dueAt(received, received.stringMember(Response.name("MessageBody"), 0)))
                .isEqualTo(-5);
    }

    @Test
    void aBatchNumbersItsMessagesInOrder() {
        var received =
                echo(text(SendRequest.batch(requests, "http://q", body, 100, 3).bytes(40, 0)));
        byte[] name = Response.name("MessageBody");

        int first = received.stringMember(name, 0);
        int second = received.stringMember(name, received.stringEnd(first));
        int third = received.stringMember(name, received.stringEnd(second));

        assertThat(MessageBody.sequence(received, first)).isEqualTo(40);
        assertThat(MessageBody.sequence(received, third)).isEqualTo(42);
        assertThat(received.count(name)).isEqualTo(3);
    }

    @Test
    void bodiesTooShortForTheirIdentityAreRefused() {
        assertThatThrownBy(() -> SendRequest.single(requests, "http://q", body, 63))
                .hasMessageContaining("at least 64");
    }

    /** A response with the same body as the request. */
    private static Response echo(String request) {
        String json = request.substring(request.indexOf("\r\n\r\n") + 4);
        var response = new Response();
        response.append(
                Unpooled.wrappedBuffer(("HTTP/1.1 200 OK\r\nContent-Length: " + json.length() + "\r\n\r\n" + json)
                        .getBytes(StandardCharsets.US_ASCII)));
        return response;
    }

    private static String text(byte[] request) {
        return new String(request, StandardCharsets.US_ASCII);
    }
}
