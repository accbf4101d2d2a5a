package dev.sluice.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ResponseTest {
    private static final String BODY =
            "{\"Messages\":[{\"ReceiptHandle\":\"h1\",\"Body\":\"one\"},{\"ReceiptHandle\" : \"h2\",\"Body\":\"two\"}]}";

    private final Response response = new Response();

    @Test
    void isWholeWhenItsLengthHasArrived() {
        assertThat(response.append(http("200 OK", BODY))).isTrue();
        assertThat(response.ok()).isTrue();
        assertThat(response.body()).isEqualTo(BODY);
    }

    @Test
    void isReadByteByByteToo() {
        var bytes = http("400 Bad Request", BODY);
        int last = bytes.readableBytes() - 1;
        for (int i = 0; i < last; i++)
            assertThat(response.append(bytes.readSlice(1))).isFalse();

        assertThat(response.append(bytes)).isTrue();
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).isEqualTo(BODY);
    }

    @Test
    void headerNamesMayHaveAnyCase() {
        assertThat(response.append(ascii("HTTP/1.1 200 OK\r\ncontent-LENGTH:2\r\n\r\n{}")))
                .isTrue();
    }

    @Test
    void isUsedAgainAfterClearing() {
        response.append(http("200 OK", BODY));
        response.clear();

        assertThat(response.append(http("200 OK", "{}"))).isTrue();
        assertThat(response.body()).isEqualTo("{}");
    }

    @Test
    void findsEveryMemberOfAName() {
        response.append(http("200 OK", BODY));
        byte[] handle = Response.name("ReceiptHandle");

        int first = response.stringMember(handle, 0);
        int second = response.stringMember(handle, response.stringEnd(first));

        assertThat(text(first)).isEqualTo("h1");
        assertThat(text(second)).isEqualTo("h2");
        assertThat(response.stringMember(handle, response.stringEnd(second))).isEqualTo(-1);
        assertThat(response.count(handle)).isEqualTo(2);
    }

    @Test
    void aStringEndsAtAQuoteThatIsNotEscaped() {
        response.append(http("200 OK", "{\"Body\":\"a\\\"b\\\\\"}"));

        assertThat(text(response.stringMember(Response.name("Body"), 0))).isEqualTo("a\\\"b\\\\");
    }

    @Test
    void refusesAnswersWithoutALength() {
        assertThatThrownBy(() -> response.append(ascii("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")))
                .hasMessageContaining("no Content-Length");
    }

    @Test
    void refusesBytesAfterTheAnswer() {
        assertThatThrownBy(() -> response.append(ascii("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}HTTP")))
                .hasMessageContaining("4 bytes too many");
    }

    private String text(int from) {
        var text = new StringBuilder();
        for (int at = from; at < response.stringEnd(from); at++) text.append((char) response.byteAt(at));
        return text.toString();
    }

    private static ByteBuf http(String status, String body) {
        return ascii("HTTP/1.1 " + status + "\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body);
    }

    private static ByteBuf ascii(String text) {
        return Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.US_ASCII));
    }
}
