package dev.sluice.keda;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The messages of KEDA's {@code externalscaler.proto}, in the direction a scaler needs them: what it is asked is read, what it
 * answers is written. Tags are a field's number and the kind of its value; fields that are not needed are passed over.
 */
final class Wire {
    private static final int LENGTH_DELIMITED = 2;
    private static final int NAME = 1 << 3 | LENGTH_DELIMITED;
    private static final int NAMESPACE = 2 << 3 | LENGTH_DELIMITED;
    private static final int METADATA = 3 << 3 | LENGTH_DELIMITED;
    private static final int KEY = 1 << 3 | LENGTH_DELIMITED;
    private static final int VALUE = 2 << 3 | LENGTH_DELIMITED;
    private static final int SCALED_OBJECT = 1 << 3 | LENGTH_DELIMITED;

    static final Marshaller<ScaledObject> SCALED_OBJECT_REF = new Reading<>(Wire::scaledObject);

    static final Marshaller<ScaledObject> GET_METRICS_REQUEST = new Reading<>(Wire::metricsRequest);
    static final Marshaller<Boolean> IS_ACTIVE_RESPONSE = new Writing<>((active, out) -> out.writeBool(1, active));
    static final Marshaller<Metric> GET_METRIC_SPEC_RESPONSE = new Writing<>(Wire::metric);
    static final Marshaller<Metric> GET_METRICS_RESPONSE = new Writing<>(Wire::metric);

    private Wire() {}

    /** Who asks, in Kubernetes, and what its trigger says. */
    record ScaledObject(String namespace, String name, Map<String, String> metadata) {}

    /** The target of a metric, or its value: they look the same on the wire. */
    record Metric(String name, int number) {}

    private static ScaledObject scaledObject(CodedInputStream in) throws IOException {
        String name = "";
        String namespace = "";
        var metadata = new HashMap<String, String>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case NAME -> name = in.readStringRequireUtf8();
                case NAMESPACE -> namespace = in.readStringRequireUtf8();
                case METADATA -> {
                    Map.Entry<String, String> entry = nested(in, Wire::entry);
                    metadata.put(entry.getKey(), entry.getValue());
                }
                default -> in.skipField(tag);
            }
        }
        return new ScaledObject(namespace, name, Map.copyOf(metadata));
    }

    /** The metric's name is not looked at: there is one. */
    private static ScaledObject metricsRequest(CodedInputStream in) throws IOException {
        var asked = new ScaledObject("", "", Map.of());
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == SCALED_OBJECT) asked = nested(in, Wire::scaledObject);
            else in.skipField(tag);
        }
        return asked;
    }

    private static Map.Entry<String, String> entry(CodedInputStream in) throws IOException {
        String key = "";
        String value = "";
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case KEY -> key = in.readStringRequireUtf8();
                case VALUE -> value = in.readStringRequireUtf8();
                default -> in.skipField(tag);
            }
        }
        return Map.entry(key, value);
    }

    private static <T> T nested(CodedInputStream in, Reader<T> reader) throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        T message = reader.read(in);
        in.popLimit(outer);
        return message;
    }

    /** A list of one. Older KEDAs read the whole number only, newer ones prefer the other. */
    private static void metric(Metric metric, CodedOutputStream out) throws IOException {
        out.writeByteArray(1, bytes(metric, (its, inner) -> {
            inner.writeString(1, its.name());
            inner.writeInt64(2, its.number());
            inner.writeDouble(3, its.number());
        }));
    }

    private static <T> byte[] bytes(T message, Writer<T> writer) {
        var bytes = new ByteArrayOutputStream();
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            writer.write(message, out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private interface Reader<T> {
        T read(CodedInputStream in) throws IOException;
    }

    private interface Writer<T> {
        void write(T message, CodedOutputStream out) throws IOException;
    }

    private record Reading<T>(Reader<T> reader) implements Marshaller<T> {
        @Override
        public T parse(InputStream stream) {
            try {
                return reader.read(CodedInputStream.newInstance(stream));
            } catch (IOException e) {
                throw Status.INTERNAL
                        .withDescription("not a message of externalscaler.proto")
                        .withCause(e)
                        .asRuntimeException();
            }
        }

        @Override
        public InputStream stream(T message) {
            throw new UnsupportedOperationException("a scaler is asked, and asks nobody");
        }
    }

    private record Writing<T>(Writer<T> writer) implements Marshaller<T> {
        @Override
        public InputStream stream(T message) {
            return new ByteArrayInputStream(bytes(message, writer));
        }

        @Override
        public T parse(InputStream stream) {
            throw new UnsupportedOperationException("a scaler answers, and is answered by nobody");
        }
    }
}
