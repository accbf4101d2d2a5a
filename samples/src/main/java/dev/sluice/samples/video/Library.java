package dev.sluice.samples.video;

import dev.sluice.client.Delivery;
import dev.sluice.client.Handler;
import dev.sluice.client.Outgoing;
import dev.sluice.client.QueueClient;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes finished films into the index and publishes each once, however often it hears of it. Killed between publishing and
 * writing that down, it publishes again, under the same deduplication id: the queue keeps one, if that is within its five
 * minutes.
 */
final class Library implements Handler<Film> {
    private static final Logger LOG = LoggerFactory.getLogger(Library.class);

    private final FilmIndex index;
    private final QueueClient<Film> published;

    Library(FilmIndex index, QueueClient<Film> published) {
        this.index = index;
        this.published = published;
    }

    @Override
    public void handle(Delivery<Film> message) throws IOException {
        Film film = message.body();
        index.add(film);
        if (index.isPublished(film.id())) return;
        published.send(Outgoing.of(film).group(film.id()).deduplicationId(film.id()));
        index.published(film.id());
        LOG.info("{} {} published", film.id(), film.name());
    }
}
