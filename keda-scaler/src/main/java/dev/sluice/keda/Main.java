package dev.sluice.keda;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** {@code sluice keda-scaler}. */
@Command(
        name = "sluice keda-scaler",
        description = "An external scaler for KEDA that follows the hints of brokers; see docs/scaling.md.",
        mixinStandardHelpOptions = true)
final class Main implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:9326",
            converter = Address.class,
            description = "where KEDA connects; default ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private InetSocketAddress listen;

    @Option(
            names = "--management",
            paramLabel = "URL",
            defaultValue = "${env:SLUICE_MANAGEMENT:-http://127.0.0.1:9325}",
            converter = Management.class,
            description = "the broker's management port, for ScaledObjects that name no other;"
                    + " default SLUICE_MANAGEMENT, else http://127.0.0.1:9325")
    @SuppressWarnings("NullAway.Init")
    private URI management;

    /** Runs until SIGTERM. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        ScalerServer server = ScalerServer.start(listen, management);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
        LOG.info("listens on {}:{} for KEDA, follows {}", listen.getHostString(), server.port(), management);
        server.awaitEnd();
        return 0;
    }

    static final class Address implements ITypeConverter<InetSocketAddress> {
        @Override
        public InetSocketAddress convert(String text) {
            int colon = text.lastIndexOf(':');
            if (colon < 1) throw new CommandLine.TypeConversionException("HOST:PORT is wanted, not " + text);
            try {
                return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
            } catch (IllegalArgumentException e) {
                throw new CommandLine.TypeConversionException(text + " has no port between 0 and 65535");
            }
        }
    }

    static final class Management implements ITypeConverter<URI> {
        @Override
        public URI convert(String text) {
            try {
                return Target.managementOf(text);
            } catch (IllegalArgumentException e) {
                throw new CommandLine.TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
