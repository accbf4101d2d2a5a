package dev.sluice.samples.video;

import dev.sluice.client.Delivery;
import dev.sluice.client.Handler;
import dev.sluice.client.QueueClient;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the thumbnails of an uploaded picture and says so. Killed at any point it leaves some of them, which the next worker
 * replaces by the same.
 */
final class Transcoder implements Handler<S3Event> {
    private static final Logger LOG = LoggerFactory.getLogger(Transcoder.class);

    private final Bucket bucket;
    private final QueueClient<Film> done;

    Transcoder(Bucket bucket, QueueClient<Film> done) {
        this.bucket = bucket;
        this.done = done;
    }

    @Override
    public void handle(Delivery<S3Event> message) throws IOException {
        for (S3Event.Entry entry : message.body().records()) {
            Film film = transcode(Upload.ofKey(entry.s3().object().key()));
            done.send(film);
            LOG.info("{} {} transcoded, receive {}", film.id(), film.name(), message.receiveCount());
        }
    }

    private Film transcode(Upload upload) throws IOException {
        Picture picture = Picture.decode(bucket.get(upload.key()));
        for (Thumbnail size : Thumbnail.values()) bucket.put(size.key(upload.id()), picture.thumbnail(size.edge));
        return new Film(upload.id(), upload.name(), picture.width(), picture.height());
    }
}
