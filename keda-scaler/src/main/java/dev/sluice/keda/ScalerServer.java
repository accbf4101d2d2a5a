package dev.sluice.keda;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/** Listens for KEDA. */
final class ScalerServer implements AutoCloseable {
    private final Server server;

    private ScalerServer(Server server) {
        this.server = server;
    }

    /**
     * @param management of the broker that is meant where a ScaledObject names no other
     * @throws IOException when the address cannot be bound
     */
    static ScalerServer start(InetSocketAddress address, URI management) throws IOException {
        var scaler = new ExternalScaler(new Broker(), management);
        return new ScalerServer(NettyServerBuilder.forAddress(address)
                // A KEDA that vanished with its node would be watched for else.
                .keepAliveTime(1, TimeUnit.MINUTES)
                .addService(scaler.service())
                .build()
                .start());
    }

    int port() {
        return server.getPort();
    }

    /** Ends all streams; KEDA opens them again. */
    @Override
    public void close() {
        server.shutdownNow();
    }

    void awaitEnd() throws InterruptedException {
        server.awaitTermination();
    }
}
