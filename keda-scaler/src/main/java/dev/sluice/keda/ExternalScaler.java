package dev.sluice.keda;

import dev.sluice.keda.Wire.Metric;
import dev.sluice.keda.Wire.ScaledObject;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerServiceDefinition;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.net.URI;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * KEDA's service {@code externalscaler.ExternalScaler}: the number of workers a hint asks for, as a metric whose target is one for
 * each worker. {@code StreamMetricSpec} is left out, from which KEDA knows that the target never changes.
 */
final class ExternalScaler {
    private static final String SERVICE = "externalscaler.ExternalScaler";

    private final Broker broker;
    private final URI management;

    /** @param management of the broker that is meant where a ScaledObject names no other */
    ExternalScaler(Broker broker, URI management) {
        this.broker = broker;
        this.management = management;
    }

    ServerServiceDefinition service() {
        return ServerServiceDefinition.builder(SERVICE)
                .addMethod(
                        unary("IsActive", Wire.SCALED_OBJECT_REF, Wire.IS_ACTIVE_RESPONSE),
                        ServerCalls.asyncUnaryCall(this::isActive))
                .addMethod(
                        method(
                                MethodType.SERVER_STREAMING,
                                "StreamIsActive",
                                Wire.SCALED_OBJECT_REF,
                                Wire.IS_ACTIVE_RESPONSE),
                        ServerCalls.asyncServerStreamingCall(this::streamIsActive))
                .addMethod(
                        unary("GetMetricSpec", Wire.SCALED_OBJECT_REF, Wire.GET_METRIC_SPEC_RESPONSE),
                        ServerCalls.asyncUnaryCall(this::metricSpec))
                .addMethod(
                        unary("GetMetrics", Wire.GET_METRICS_REQUEST, Wire.GET_METRICS_RESPONSE),
                        ServerCalls.asyncUnaryCall(this::metrics))
                .build();
    }

    private static <Q, A> MethodDescriptor<Q, A> unary(String name, Marshaller<Q> question, Marshaller<A> answer) {
        return method(MethodType.UNARY, name, question, answer);
    }

    private static <Q, A> MethodDescriptor<Q, A> method(
            MethodType type, String name, Marshaller<Q> question, Marshaller<A> answer) {
        return MethodDescriptor.newBuilder(question, answer)
                .setType(type)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
                .build();
    }

    private void isActive(ScaledObject asked, StreamObserver<Boolean> answer) {
        read(asked, answer, (target, hint) -> hint.active());
    }

    private void streamIsActive(ScaledObject asked, StreamObserver<Boolean> answer) {
        var stream = (ServerCallStreamObserver<Boolean>) answer;
        withTarget(asked, answer, target -> new Watch(asked, target, broker, stream).start());
    }

    /** Asks nobody: the number is to be divided by one, whoever says it. */
    private void metricSpec(ScaledObject asked, StreamObserver<Metric> answer) {
        withTarget(asked, answer, target -> {
            answer.onNext(new Metric(target.metric(), 1));
            answer.onCompleted();
        });
    }

    private void metrics(ScaledObject asked, StreamObserver<Metric> answer) {
        read(asked, answer, (target, hint) -> new Metric(target.metric(), hint.desired()));
    }

    private <A> void read(ScaledObject asked, StreamObserver<A> answer, BiFunction<Target, Hint, A> words) {
        withTarget(asked, answer, target -> {
            var unused = broker.ask(target).thenApply(Broker::hint).whenComplete((hint, failure) -> {
                if (failure != null) {
                    answer.onError(Broker.status(target, failure).asRuntimeException());
                    return;
                }
                answer.onNext(words.apply(target, hint));
                answer.onCompleted();
            });
        });
    }

    private void withTarget(ScaledObject asked, StreamObserver<?> answer, Consumer<Target> then) {
        Target target;
        try {
            target = Target.of(asked.metadata(), management);
        } catch (StatusRuntimeException refused) {
            answer.onError(refused);
            return;
        }
        then.accept(target);
    }
}
