package dev.sluice.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.client.Outgoing;
import dev.sluice.client.Publication;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdempotencyTokenTest {
    @Test
    void isPrintableAndNotEmpty() {
        for (String token : List.of("", "two words", "a\r\nb", "grün")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Outgoing.of("a").idempotencyToken(token));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Publication.of("a").idempotencyToken(token));
        }
    }

    @Test
    void isAtMost128CharactersLong() {
        assertThat(IdempotencyToken.checked("x".repeat(128))).hasSize(128);
        assertThatIllegalArgumentException().isThrownBy(() -> IdempotencyToken.checked("x".repeat(129)));
    }

    @Test
    void staysWithTheMessageWhateverElseIsSaidOfIt() {
        var message = Outgoing.of("a")
                .idempotencyToken("t")
                .group("g")
                .deduplicationId("d")
                .deduplicatedByContent()
                .delay(Duration.ZERO)
                .attribute("k", "v")
                .traceHeader("h");
        var publication = Publication.of("a")
                .idempotencyToken("t")
                .subject("s")
                .structured()
                .group("g")
                .deduplicationId("d")
                .deduplicatedByContent()
                .attribute("k", "v");

        assertThat(message.idempotencyToken()).isEqualTo("t");
        assertThat(publication.idempotencyToken()).isEqualTo("t");
    }
}
