package dev.sluice.client.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.client.NotOfferedException;
import dev.sluice.client.ScalingHint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HintJsonTest {
    private static final String HINT = """
            {"queue":"video-jobs","account":"000000000000","region":"us-east-1","type":"standard","index":4182,
             "observedAt":"2026-01-01T00:10:00Z","status":"ok","desiredReplicas":522,"active":true,"reason":"sized",
             "limits":["useful-cap","at-max"],"backlog":1000,"inFlight":3,"delayed":2,"delayedDueSoon":0,"suspects":1,
             "oldestAgeSeconds":3.9,"arrivalRate":0.5,"completionRate":0.25,"failureRatio":0.0,"readyGroups":null,
             "serviceSeconds":15.66,"consumers":{"active":0,"queue":"another"},"timeToDrainSeconds":null,
             "derived":{"steady":0.0},"policy":{"min":0,"max":1337},"fromALaterServer":[{"limits":["no"]}]}""";

    @Test
    void hintIsReadWithItsUnitsAndWhatIsNotKnownIsPassedOver() {
        assertThat(HintJson.hint(HINT.getBytes(UTF_8)))
                .isEqualTo(new ScalingHint(
                        "video-jobs",
                        4182,
                        Instant.parse("2026-01-01T00:10:00Z"),
                        "ok",
                        522,
                        true,
                        "sized",
                        List.of("useful-cap", "at-max"),
                        1000,
                        3,
                        2,
                        1,
                        Duration.ofMillis(3_900),
                        0.5,
                        0.25,
                        Duration.ofMillis(15_660),
                        null));
    }

    @Test
    void whatIsNoHintIsNotTakenForOne() {
        for (String other : List.of("", "<html>", "[]", "{}", HINT.replace("522", "\"many\""), HINT.substring(0, 60))) {
            assertThatThrownBy(() -> HintJson.hint(other.getBytes(UTF_8)))
                    .as(other)
                    .isInstanceOf(NotOfferedException.class);
        }
    }

    @Test
    void errorIsSluicesOwnOnlyInItsOwnForm() {
        assertThat(HintJson.error("{\"error\":\"there is no queue a\"}".getBytes(UTF_8)))
                .hasToString("ErrorAnswer[shape=ScalingHint, message=there is no queue a]");
        assertThat(HintJson.error("<ErrorResponse/>".getBytes(UTF_8)).shape()).isNull();
        assertThat(HintJson.error("{\"__type\":\"a#B\"}".getBytes(UTF_8)).shape())
                .isNull();
    }
}
