package dev.sluice.keda;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** KEDA's side of the service: bytes by the field numbers of externalscaler.proto, over a real connection. */
final class Keda implements AutoCloseable {
    private final ManagedChannel channel;

    Keda(int port) {
        channel =
                NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    }

    boolean isActive(Map<String, String> metadata) {
        return isTrue(call("IsActive", ref(metadata)));
    }

    /** Name, whole target and target of the only metric. */
    List<Object> metricSpec(Map<String, String> metadata) {
        return metric(call("GetMetricSpec", ref(metadata)));
    }

    /** Name, whole value and value of the only metric. */
    List<Object> metrics(Map<String, String> metadata) {
        return metric(call("GetMetrics", message(out -> {
            out.writeByteArray(1, ref(metadata));
            out.writeString(2, "sluice-jobs");
        })));
    }

    byte[] call(String method, byte[] question) {
        return ClientCalls.blockingUnaryCall(channel, method(method, MethodType.UNARY), CallOptions.DEFAULT, question);
    }

    Stream streamIsActive(Map<String, String> metadata) {
        var stream = new Stream();
        var call = channel.newCall(method("StreamIsActive", MethodType.SERVER_STREAMING), CallOptions.DEFAULT);
        ClientCalls.asyncServerStreamingCall(call, ref(metadata), stream);
        stream.hangUp = () -> call.cancel("enough", null);
        return stream;
    }

    private static MethodDescriptor<byte[], byte[]> method(String name, MethodType type) {
        return MethodDescriptor.newBuilder(new Bytes(), new Bytes())
                .setType(type)
                .setFullMethodName("externalscaler.ExternalScaler/" + name)
                .build();
    }

    private static byte[] ref(Map<String, String> metadata) {
        return message(out -> {
            out.writeString(1, "workers");
            out.writeString(2, "default");
            for (var entry : metadata.entrySet()) {
                out.writeByteArray(3, message(inner -> {
                    inner.writeString(1, entry.getKey());
                    inner.writeString(2, entry.getValue());
                }));
            }
        });
    }

    private static boolean isTrue(byte[] response) {
        return read(response, in -> in.readTag() == (1 << 3) && in.readBool());
    }

    private static List<Object> metric(byte[] response) {
        byte[] inner = read(response, in -> in.readTag() == (1 << 3 | 2) ? in.readByteArray() : new byte[0]);
        return read(
                inner,
                in -> List.of(
                        in.readTag() == (1 << 3 | 2) ? in.readString() : "",
                        in.readTag() == (2 << 3) ? in.readInt64() : -1,
                        in.readTag() == (3 << 3 | 1) ? in.readDouble() : -1));
    }

    private static byte[] message(Writer writer) {
        var bytes = new ByteArrayOutputStream();
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            writer.write(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static <T> T read(byte[] message, Reader<T> reader) {
        try {
            return reader.read(CodedInputStream.newInstance(message));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    private interface Writer {
        void write(CodedOutputStream out) throws IOException;
    }

    private interface Reader<T> {
        T read(CodedInputStream in) throws IOException;
    }

    /** What came on one StreamIsActive. */
    static final class Stream implements StreamObserver<byte[]> {
        final List<Boolean> said = new CopyOnWriteArrayList<>();
        volatile Throwable failure = new IllegalStateException("it goes on");
        private Runnable hangUp = () -> {};

        void hangUp() {
            hangUp.run();
        }

        @Override
        public void onNext(byte[] response) {
            said.add(isTrue(response));
        }

        @Override
        public void onError(Throwable cause) {
            failure = cause;
        }

        @Override
        public void onCompleted() {
            failure = new IllegalStateException("it has ended");
        }
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] message) {
            return new ByteArrayInputStream(message);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
