package dev.sluice.samples.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.client.ReceiveOptions;
import dev.sluice.client.Received;
import dev.sluice.samples.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoIT {
    private static final int PICTURES = 60;

    @TempDir
    Path folder;

    @Test
    void everyAcceptedPictureIsPublishedOnceWhateverIsKilledOnTheWay() throws Exception {
        try (var site = new VideoSite(folder)) {
            CompletableFuture<List<Upload>> uploading = CompletableFuture.supplyAsync(() -> upload(site));

            awaitPublications(site, 5);
            site.kill("broker");
            awaitPublications(site, 12);
            site.kill("worker-1", "worker-2");
            awaitPublications(site, 20);
            site.kill("upload", "store");
            awaitPublications(site, 28);
            site.kill("broker", "worker-1");
            awaitPublications(site, PICTURES);
            List<Upload> uploaded = uploading.join();

            assertThat(uploaded).hasSize(PICTURES).doesNotHaveDuplicates();
            assertThat(site.withoutThumbnails(uploaded)).isEmpty();
            assertThat(site.publications()).hasSize(PICTURES).doesNotHaveDuplicates();
            assertThat(shown(site)).containsExactlyInAnyOrderElementsOf(ids(uploaded));
            assertThat(announced(site)).containsExactlyInAnyOrderElementsOf(ids(uploaded));
            assertNothingIsLeft(site);
        }
    }

    private static List<Upload> upload(VideoSite site) {
        var shoot = new Shoot(site.uploads());
        return IntStream.rangeClosed(1, PICTURES)
                .mapToObj(number -> {
                    try {
                        return shoot.upload("picture-" + number + ".png", Camera.shoot(number, 300));
                    } catch (IOException | InterruptedException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }

    private static void awaitPublications(VideoSite site, int count) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .conditionEvaluationListener(condition -> {
                    if (condition.getRemainingTimeInMS() < 100 && !condition.isSatisfied()) {
                        System.err.println(site.output());
                    }
                })
                .until(() -> site.publications().size() >= count);
    }

    private static List<String> ids(List<Upload> uploaded) {
        return uploaded.stream().map(Upload::id).toList();
    }

    /** The ids that the store's site lists. */
    private static List<String> shown(VideoSite site) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(site.films().resolve("/films")).build();
        byte[] body = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofByteArray())
                .body();
        return List.of(Json.MAPPER.readValue(body, Film[].class)).stream()
                .map(Film::id)
                .toList();
    }

    /** The ids in video-published.fifo, which this empties. */
    private static List<String> announced(VideoSite site) {
        List<String> ids = new ArrayList<>();
        try (var client = site.client()) {
            var published = VideoCommand.published(client);
            while (VideoSite.messages(published) > 0) {
                for (Received<Film> message : published.receive(ReceiveOptions.DEFAULT)) {
                    ids.add(message.body().id());
                    published.delete(message);
                }
            }
        }
        return ids;
    }

    private static void assertNothingIsLeft(VideoSite site) {
        try (var client = site.client()) {
            for (String dead : List.of("video-jobs-dead", "video-done-dead", "video-published-dead.fifo")) {
                assertThat(VideoSite.messages(client.queue(dead))).as(dead).isZero();
            }
            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                assertThat(VideoSite.messages(VideoCommand.jobs(client))).isZero();
                assertThat(VideoSite.messages(VideoCommand.done(client))).isZero();
            });
        }
    }
}
