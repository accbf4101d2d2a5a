package dev.sluice.broker.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.broker.model.Position;
import dev.sluice.broker.model.ReceiptHandle;
import dev.sluice.protocol.error.ApiException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptHandlesTest {
    private final ReceiptHandles handles = new ReceiptHandles(new SipHash(new byte[16]));

    @Test
    void whatIsWrittenIsReadBack() {
        var available = new ReceiptHandle(7, Position.available(1_000_000_000_007L), 42);
        var delayed = new ReceiptHandle(Long.MAX_VALUE, new Position(1_787_000_000_100L, 3), Integer.MIN_VALUE);

        var heldBack = new ReceiptHandle(7, Position.heldBack(9), 1);

        assertThat(handles.handle(handles.text(heldBack))).isEqualTo(heldBack);
        assertThat(handles.handle(handles.text(available))).isEqualTo(available);
        assertThat(handles.handle(handles.text(delayed))).isEqualTo(delayed);
    }

    @Test
    void changingAnyBitMakesItInvalid() {
        byte[] genuine = Base64.getDecoder().decode(handles.text(new ReceiptHandle(7, Position.available(9), 1)));
        for (int bit = 0; bit < genuine.length * 8; bit++) {
            byte[] forged = genuine.clone();
            forged[bit / 8] ^= (byte) (1 << (bit % 8));

            String text = Base64.getEncoder().encodeToString(forged);
            assertThatThrownBy(() -> handles.handle(text))
                    .as("bit %d", bit)
                    .hasMessage("The input receipt handle \"" + text + "\" is not a valid receipt handle.");
        }
    }

    @Test
    void aBrokerWithAnotherKeyDoesNotKnowIt() {
        String text = handles.text(new ReceiptHandle(7, Position.available(9), 1));
        byte[] otherKey = new byte[16];
        otherKey[15] = 1;

        assertThatThrownBy(() -> new ReceiptHandles(new SipHash(otherKey)).handle(text))
                .isInstanceOf(ApiException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==",
                "************************************************",
                "ééééééééééééééééééééééééééééééééééééééééééééé😀a"
            })
    void textThatIsNoHandleIsInvalid(String text) {
        assertThatThrownBy(() -> handles.handle(text)).isInstanceOf(ApiException.class);
    }
}
