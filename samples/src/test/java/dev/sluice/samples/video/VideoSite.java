package dev.sluice.samples.video;

import dev.sluice.samples.SampleSite;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The sample as {@code samples/video/run.sh} runs it, each part a process: the broker, upload, store, and two workers. */
final class VideoSite extends SampleSite {
    private final Path folder;
    private final URI uploads = onFreePort();
    private final URI films = onFreePort();

    VideoSite(Path folder) {
        super(folder, "video/sluice.conf");
        this.folder = folder;
        startSample("upload", "video", "upload", "--bucket", path("bucket"), "--port", port(uploads));
        startSample(
                "store",
                "video",
                "store",
                "--bucket",
                path("bucket"),
                "--index",
                path("films.jsonl"),
                "--port",
                port(films));
        for (String worker : List.of("worker-1", "worker-2")) {
            startSample(worker, "video", "worker", "--bucket", path("bucket"));
        }
    }

    URI uploads() {
        return uploads;
    }

    URI films() {
        return films;
    }

    /** The lines of the store's index that say that a film was published. */
    List<String> publications() throws IOException {
        Path index = folder.resolve("films.jsonl");
        if (!Files.exists(index)) return List.of();
        return Files.readAllLines(index).stream()
                .filter(line -> line.contains("\"published\":\""))
                .toList();
    }

    List<Upload> withoutThumbnails(List<Upload> uploaded) throws IOException {
        Bucket bucket = Bucket.at(folder.resolve("bucket"));
        List<Upload> missing = new ArrayList<>();
        for (Upload upload : uploaded) {
            for (Thumbnail size : Thumbnail.values()) {
                if (!bucket.has(size.key(upload.id())) || Picture.pixels(bucket.get(size.key(upload.id()))) == 0) {
                    missing.add(upload);
                }
            }
        }
        return missing;
    }
}
