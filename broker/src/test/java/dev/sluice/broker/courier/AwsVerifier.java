package dev.sluice.broker.courier;

import java.io.ByteArrayInputStream;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.messagemanager.sns.SnsMessageManager;
import software.amazon.awssdk.messagemanager.sns.model.SnsMessage;
import software.amazon.awssdk.regions.Region;

/** AWS's own verifier of SNS's messages. It asks AWS's host for the certificate; the question is answered here. */
final class AwsVerifier implements AutoCloseable {
    private final SnsMessageManager verifier;

    AwsVerifier(String region, Function<String, byte @Nullable []> certificates) {
        this.verifier = SnsMessageManager.builder()
                .region(Region.of(region))
                .httpClient(new Certificates(certificates))
                .build();
    }

    /** @throws software.amazon.awssdk.core.exception.SdkClientException unless the signature holds */
    SnsMessage verify(byte[] message) {
        return verifier.parseMessage(new ByteArrayInputStream(message));
    }

    @Override
    public void close() {
        verifier.close();
    }

    private record Certificates(Function<String, byte @Nullable []> byPath) implements SdkHttpClient {
        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            byte[] pem =
                    Objects.requireNonNull(byPath.apply(request.httpRequest().encodedPath()));
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    return HttpExecuteResponse.builder()
                            .response(SdkHttpResponse.builder().statusCode(200).build())
                            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(pem)))
                            .build();
                }

                @Override
                public void abort() {
                    // There is nothing to wait for.
                }
            };
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
