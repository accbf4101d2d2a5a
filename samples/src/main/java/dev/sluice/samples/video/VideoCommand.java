package dev.sluice.samples.video;

import dev.sluice.client.Consumer;
import dev.sluice.client.ConsumerOptions;
import dev.sluice.client.QueueClient;
import dev.sluice.client.RetryPolicy;
import dev.sluice.client.SluiceClient;
import dev.sluice.samples.Json;
import dev.sluice.samples.Running;
import dev.sluice.samples.Web;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The services of the video site, each a process. The broker is where {@code SLUICE_ENDPOINT} says. */
@Command(
        name = "video",
        description = "A site that takes pictures, makes thumbnails and publishes them.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class VideoCommand {
    private static final Logger LOG = LoggerFactory.getLogger(VideoCommand.class);

    /** Failures are mostly a broker or a disk that is away for a moment. */
    private static final ConsumerOptions CONSUMING =
            ConsumerOptions.DEFAULT.withRetryDelays(Duration.ofSeconds(1), Duration.ofSeconds(30));

    @Command(
            description = "Takes pictures: curl -T a.png http://127.0.0.1:8080/uploads/",
            mixinStandardHelpOptions = true)
    int upload(
            @Option(names = "--bucket", defaultValue = "data/video") Path folder,
            @Option(names = "--host", defaultValue = "127.0.0.1") String host,
            @Option(names = "--port", defaultValue = "8080") int port)
            throws IOException, InterruptedException {
        SluiceClient sluice = connect();
        var site = new UploadSite(Bucket.at(folder), jobs(sluice));
        Web web = Web.start(host, port, site);
        LOG.info("uploads: http://{}:{}/uploads/", host, web.port());
        return Running.untilStopped(web, sluice);
    }

    @Command(description = "Makes thumbnails.", mixinStandardHelpOptions = true)
    int worker(
            @Option(names = "--bucket", defaultValue = "data/video") Path folder,
            @Option(names = "--concurrency", defaultValue = "1") int concurrency,
            @Option(names = "--with-parent", description = "stop when the process that started this one is gone")
                    boolean withParent)
            throws IOException, InterruptedException {
        SluiceClient sluice = connect();
        var transcoder = new Transcoder(Bucket.at(folder), done(sluice));
        Consumer consumer = jobs(sluice).consume(CONSUMING.withConcurrency(concurrency), transcoder);
        if (withParent) Running.notLongerThanParent();
        return Running.untilStopped(consumer, sluice);
    }

    @Command(description = "Keeps the index of films, publishes and shows them.", mixinStandardHelpOptions = true)
    int store(
            @Option(names = "--bucket", defaultValue = "data/video") Path folder,
            @Option(names = "--index", defaultValue = "data/films.jsonl") Path file,
            @Option(names = "--host", defaultValue = "127.0.0.1") String host,
            @Option(names = "--port", defaultValue = "8081") int port)
            throws IOException, InterruptedException {
        FilmIndex index = FilmIndex.open(file);
        Web web = Web.start(host, port, new LibrarySite(index, Bucket.at(folder)));
        SluiceClient sluice = connect();
        Consumer consumer = done(sluice).consume(CONSUMING, new Library(index, published(sluice)));
        LOG.info("films: http://{}:{}/", host, web.port());
        return Running.untilStopped(web, consumer, sluice, index);
    }

    @Command(description = "Prints each film as it is published.", mixinStandardHelpOptions = true)
    int watch() throws InterruptedException {
        SluiceClient sluice = connect();
        Consumer consumer = published(sluice).consume(CONSUMING, message -> LOG.info("new: {}", message.body()));
        return Running.untilStopped(consumer, sluice);
    }

    @Command(description = "Draws pictures and uploads them.", mixinStandardHelpOptions = true)
    int shoot(
            @Option(names = "--count", defaultValue = "20") int count,
            @Option(names = "--width", defaultValue = "3000") int width,
            @Option(names = "--from", defaultValue = "1", description = "the first one's number") int first,
            @Option(names = "--to", defaultValue = "http://127.0.0.1:8080") URI site)
            throws IOException, InterruptedException {
        var shoot = new Shoot(site);
        for (int number = first; number < first + count; number++) {
            Upload upload = shoot.upload("picture-" + number + ".png", Camera.shoot(number, width));
            LOG.info("{} {} uploaded", upload.id(), upload.name());
        }
        return 0;
    }

    static QueueClient<S3Event> jobs(SluiceClient sluice) {
        return sluice.queue("video-jobs", Json.codec(S3Event.class));
    }

    static QueueClient<Film> done(SluiceClient sluice) {
        return sluice.queue("video-done", Json.codec(Film.class));
    }

    static QueueClient<Film> published(SluiceClient sluice) {
        return sluice.queue("video-published.fifo", Json.codec(Film.class));
    }

    /** Every consumer here can bear a message twice, so a send whose answer was lost is repeated. */
    private static SluiceClient connect() {
        return SluiceClient.builder()
                .retry(RetryPolicy.DEFAULT.withDuplicateSends(true))
                .build();
    }
}
