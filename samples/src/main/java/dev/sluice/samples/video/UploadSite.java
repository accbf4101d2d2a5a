package dev.sluice.samples.video;

import com.sun.net.httpserver.HttpExchange;
import dev.sluice.client.QueueClient;
import dev.sluice.client.SluiceException;
import dev.sluice.samples.Json;
import dev.sluice.samples.Web;
import dev.sluice.samples.Web.Answer;
import java.io.IOException;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes pictures by {@code PUT /uploads/NAME}. The 202 is sent when the picture is in the bucket and its job in the queue; a
 * client that gets anything else, or nothing, sends it again.
 */
final class UploadSite implements Web.Pages {
    private static final Logger LOG = LoggerFactory.getLogger(UploadSite.class);
    private static final String PATH = "/uploads/";
    private static final int MOST_BYTES = 32 << 20;

    private final Bucket bucket;
    private final QueueClient<S3Event> jobs;

    UploadSite(Bucket bucket, QueueClient<S3Event> jobs) {
        this.bucket = bucket;
        this.jobs = jobs;
    }

    @Override
    public Answer answer(HttpExchange request) throws IOException {
        String path = request.getRequestURI().getPath();
        if (!path.startsWith(PATH)) return Answer.text(404, "PUT /uploads/NAME");
        if (!request.getRequestMethod().equals("PUT")) return Answer.text(405, "PUT /uploads/NAME");
        String name = path.substring(PATH.length());
        if (!Upload.isName(name)) return Answer.text(400, "a name has letters, digits, dots, hyphens, underscores");

        byte[] bytes = request.getRequestBody().readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) return Answer.text(413, "more than " + MOST_BYTES + " bytes");
        long pixels = pixels(bytes);
        if (pixels == 0) return Answer.text(415, "not a picture");
        if (pixels > Picture.MOST_PIXELS) return Answer.text(413, "more than " + Picture.MOST_PIXELS + " pixels");
        return accept(Upload.of(name, bytes), bytes);
    }

    private Answer accept(Upload upload, byte[] bytes) throws IOException {
        bucket.put(upload.key(), bytes);
        try {
            jobs.send(S3Event.objectCreated(bucket.name(), upload.key(), bytes.length, Instant.now()));
        } catch (SluiceException e) {
            LOG.warn("{} {} refused: {}", upload.id(), upload.name(), e.toString());
            return Answer.text(503, "try again");
        }
        LOG.info("{} {} accepted, {} bytes", upload.id(), upload.name(), bytes.length);
        return Answer.json(202, Json.MAPPER.writeValueAsBytes(upload));
    }

    private static long pixels(byte[] bytes) {
        try {
            return Picture.pixels(bytes);
        } catch (IOException notEvenTheFirstBytes) {
            return 0;
        }
    }
}
