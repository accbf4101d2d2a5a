package dev.sluice.samples;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.client.MessageCodec;

/** Records to JSON and back. Fields that are not known are passed over, so that senders may add some. */
public final class Json {
    public static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Json() {}

    public static <T> MessageCodec<T> codec(Class<T> type) {
        return MessageCodec.of(MAPPER::writeValueAsString, text -> MAPPER.readValue(text, type));
    }
}
